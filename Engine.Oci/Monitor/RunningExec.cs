namespace Engine.Oci.Monitor;

/// <summary>An exec that runs.</summary>
public sealed record RunningExec
{
    /// <summary>The exec's id.</summary>
    public required string ExecId { get; init; }

    /// <summary>Its process id in the host's pid namespace.</summary>
    public required int Pid { get; init; }
}
