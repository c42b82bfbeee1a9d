namespace Engine.Linux.Cgroups;

/// <summary>What a group uses now; a part whose controller is not there is zero.</summary>
public sealed record CgroupStatistics
{
    /// <summary>Memory.</summary>
    public MemoryStatistics Memory { get; init; } = new();

    /// <summary>Processor time.</summary>
    public CpuStatistics Cpu { get; init; } = new();

    /// <summary>Tasks in the group.</summary>
    public ulong PidsCurrent { get; init; }

    /// <summary>Most tasks, or null for no limit.</summary>
    public ulong? PidsLimit { get; init; }

    /// <summary>Block device input and output, per device and operation.</summary>
    public IReadOnlyList<BlockIoStatistics> BlockIo { get; init; } = [];
}
