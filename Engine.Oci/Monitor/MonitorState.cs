namespace Engine.Oci.Monitor;

/// <summary>What a monitor knows of its container; how a restarted host finds it again.</summary>
public sealed record MonitorState
{
    /// <summary>The container's id.</summary>
    public required string Id { get; init; }

    /// <summary>Process id of the container's first process in the host's pid namespace.</summary>
    public required int Pid { get; init; }

    /// <summary>The first process's start time in clock ticks since boot (/proc/PID/stat field 22), so that a reused pid is noticed.</summary>
    public required ulong StartTime { get; init; }

    /// <summary>The program was released (<see cref="MonitorMessage.Start"/>).</summary>
    public bool Running { get; init; }

    /// <summary>The cgroup is frozen.</summary>
    public bool Paused { get; init; }

    /// <summary>Set once the container ended and the monitor still drains its output.</summary>
    public ExitRecord? Exit { get; init; }

    /// <summary>Execs that run.</summary>
    public required IReadOnlyList<RunningExec> Execs { get; init; }

    /// <summary>Execs that ended and no subscriber was told of.</summary>
    public IReadOnlyList<ExecExitRecord>? EndedExecs { get; init; }

    /// <summary>Log lines that were lost since the launch because the log could not be written (disk full).</summary>
    public long LostLogLines { get; init; }
}
