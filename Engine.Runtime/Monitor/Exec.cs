namespace Engine.Runtime.Monitor;

/// <summary>A further process of the container.</summary>
internal sealed class Exec(string id)
{
    public string Id { get; } = id;

    public required ProcessStreams Streams { get; init; }

    /// <summary>Set once it runs.</summary>
    public StartedExec? Process { get; set; }

    /// <summary>Set when the process was reaped.</summary>
    public int? ExitCode { get; set; }
}
