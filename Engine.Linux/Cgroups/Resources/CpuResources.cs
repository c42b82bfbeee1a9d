namespace Engine.Linux.Cgroups;

/// <summary>Limits of processor time; null or 0 is unset unless said otherwise. Times are microseconds.</summary>
public sealed record CpuResources
{
    /// <summary>Relative share, 2 to 262144; converted to <c>cpu.weight</c> for version 2.</summary>
    public ulong? Shares { get; init; }

    /// <summary>Time that may be used in a period; -1 is no limit.</summary>
    public long? Quota { get; init; }

    /// <summary>Length of a period.</summary>
    public ulong? Period { get; init; }

    /// <summary>Unused time that may be saved up for later periods; 0 is a value.</summary>
    public ulong? Burst { get; init; }

    /// <summary>1 runs the group only when nothing else wants to run, 0 as usual; null is unset.</summary>
    public long? Idle { get; init; }

    /// <summary>Time for real-time tasks in a real-time period, version 1 only.</summary>
    public long? RealtimeRuntime { get; init; }

    /// <summary>Length of a real-time period, version 1 only.</summary>
    public ulong? RealtimePeriod { get; init; }

    /// <summary>Processors to run on (<c>0-3,7</c>).</summary>
    public string? Cpus { get; init; }

    /// <summary>Memory nodes to allocate from (<c>0-1</c>).</summary>
    public string? Mems { get; init; }
}
