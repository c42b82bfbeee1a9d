namespace Engine.Runtime.Monitor;

/// <summary>A further process of the container.</summary>
internal sealed class Exec(string id)
{
    public string Id { get; } = id;

    public required ProcessStreams Streams { get; init; }

    public int Pid { get; set; }

    /// <summary>Set when the process was reaped.</summary>
    public int? ExitCode { get; set; }
}
