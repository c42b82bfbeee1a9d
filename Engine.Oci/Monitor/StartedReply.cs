namespace Engine.Oci.Monitor;

/// <summary>A process exists.</summary>
public sealed record StartedReply
{
    /// <summary>Its process id in the host's pid namespace.</summary>
    public required int Pid { get; init; }

    /// <summary>When it was made, in clock ticks since boot (proc_pid_stat(5), field 22): with the id it names the process for good. 0 where nobody needs it.</summary>
    public ulong StartTime { get; init; }
}
