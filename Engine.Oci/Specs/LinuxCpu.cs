namespace Engine.Oci.Specs;

/// <summary>CPU limits (config-linux.md#cpu).</summary>
public sealed record LinuxCpu
{
    /// <summary>Relative weight, 2 to 262144.</summary>
    public ulong? Shares { get; init; }

    /// <summary>Microseconds a period; -1 is unlimited.</summary>
    public long? Quota { get; init; }

    /// <summary>Microseconds that may be saved up.</summary>
    public ulong? Burst { get; init; }

    /// <summary>Microseconds.</summary>
    public ulong? Period { get; init; }

    /// <summary>Microseconds a period for real-time tasks.</summary>
    public long? RealtimeRuntime { get; init; }

    /// <summary>Microseconds.</summary>
    public ulong? RealtimePeriod { get; init; }

    /// <summary>CPU list.</summary>
    public string? Cpus { get; init; }

    /// <summary>Memory node list.</summary>
    public string? Mems { get; init; }

    /// <summary>1: SCHED_IDLE for the cgroup.</summary>
    public long? Idle { get; init; }
}
