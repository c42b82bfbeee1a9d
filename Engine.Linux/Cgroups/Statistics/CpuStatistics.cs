namespace Engine.Linux.Cgroups;

/// <summary>Processor time of a group in nanoseconds.</summary>
public sealed record CpuStatistics
{
    /// <summary>All time.</summary>
    public ulong Usage { get; init; }

    /// <summary>Time in user mode.</summary>
    public ulong User { get; init; }

    /// <summary>Time in the kernel.</summary>
    public ulong System { get; init; }

    /// <summary>Time per processor; empty where the kernel does not say (version 2).</summary>
    public IReadOnlyList<ulong> PerCpu { get; init; } = [];

    /// <summary>Bandwidth periods that passed.</summary>
    public ulong Periods { get; init; }

    /// <summary>Periods in which the group was held back.</summary>
    public ulong ThrottledPeriods { get; init; }

    /// <summary>Time for which the group was held back.</summary>
    public ulong ThrottledTime { get; init; }
}
