namespace Engine.Host.Containers.Statistics;

/// <summary>What a container used until a moment and uses at it.</summary>
internal sealed record ContainerStatistics
{
    /// <summary>When it was read, UTC.</summary>
    public required DateTimeOffset Read { get; init; }

    /// <summary>Processor time of all its processes, in nanoseconds.</summary>
    public ulong CpuTotal { get; init; }

    /// <summary>Of it in user mode, in nanoseconds.</summary>
    public ulong CpuUser { get; init; }

    /// <summary>Of it in the kernel, in nanoseconds.</summary>
    public ulong CpuKernel { get; init; }

    /// <summary>Processor time of the whole machine since boot, in nanoseconds.</summary>
    public ulong SystemCpu { get; init; }

    /// <summary>Processors online.</summary>
    public int OnlineCpus { get; init; }

    /// <summary>Periods that ran, periods throttled, and time throttled in nanoseconds (cpu.stat).</summary>
    public ulong ThrottlePeriods { get; init; }

    /// <summary>Periods in which it was throttled.</summary>
    public ulong ThrottledPeriods { get; init; }

    /// <summary>Nanoseconds it was throttled.</summary>
    public ulong ThrottledTime { get; init; }

    /// <summary>Bytes of memory charged, file cache included.</summary>
    public ulong MemoryUsage { get; init; }

    /// <summary>The most bytes ever charged, or 0 if the kernel does not tell.</summary>
    public ulong MemoryMaximum { get; init; }

    /// <summary>The limit in bytes, at most the machine's memory.</summary>
    public ulong MemoryLimit { get; init; }

    /// <summary>Times the limit was hit.</summary>
    public ulong MemoryFailures { get; init; }

    /// <summary>The kernel's memory.stat.</summary>
    public IReadOnlyDictionary<string, ulong> MemoryDetails { get; init; } = new Dictionary<string, ulong>();

    /// <summary>Processes and threads.</summary>
    public ulong PidsCurrent { get; init; }

    /// <summary>Their limit, or 0 for none.</summary>
    public ulong PidsLimit { get; init; }

    /// <summary>Bytes moved, by device and operation.</summary>
    public IReadOnlyList<BlockIOEntry> BlockIO { get; init; } = [];
}
