namespace Engine.Oci.Specs;

/// <summary>A process of a container (config.md#process).</summary>
public sealed record ProcessSpec
{
    /// <summary>A pseudo-terminal is its standard input, output and error.</summary>
    public bool Terminal { get; init; }

    /// <summary>First size of that terminal.</summary>
    public ConsoleSize? ConsoleSize { get; init; }

    /// <summary>Who it runs as; null is root.</summary>
    public ProcessUser? User { get; init; }

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>Environment, <c>NAME=value</c> each.</summary>
    public IReadOnlyList<string>? Env { get; init; }

    /// <summary>Working directory, absolute inside the container.</summary>
    public string? Cwd { get; init; }

    /// <summary>Capability sets; null leaves none.</summary>
    public LinuxCapabilities? Capabilities { get; init; }

    /// <summary>Resource limits.</summary>
    public IReadOnlyList<PosixRlimit>? Rlimits { get; init; }

    /// <summary>Sets PR_SET_NO_NEW_PRIVS.</summary>
    public bool NoNewPrivileges { get; init; }

    /// <summary>AppArmor profile.</summary>
    public string? ApparmorProfile { get; init; }

    /// <summary>Value of <c>/proc/self/oom_score_adj</c>, -1000 to 1000.</summary>
    public int? OomScoreAdj { get; init; }

    /// <summary>CPU scheduling policy (sched_setattr(2)).</summary>
    public Scheduler? Scheduler { get; init; }

    /// <summary>SELinux label.</summary>
    public string? SelinuxLabel { get; init; }

    /// <summary>I/O priority (ioprio_set(2)).</summary>
    public LinuxIOPriority? IoPriority { get; init; }

    /// <summary>CPU affinity of processes that exec starts.</summary>
    public CpuAffinity? ExecCPUAffinity { get; init; }
}
