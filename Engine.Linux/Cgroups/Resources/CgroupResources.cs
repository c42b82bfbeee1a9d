namespace Engine.Linux.Cgroups;

/// <summary>
/// What a group is limited to (runtime-spec 1.2, config-linux.md#control-groups), already parsed. Only what is set is written; null, and
/// for amounts 0, means unset.
/// </summary>
public sealed record CgroupResources
{
    /// <summary>Memory and swap.</summary>
    public MemoryResources? Memory { get; init; }

    /// <summary>Processor time.</summary>
    public CpuResources? Cpu { get; init; }

    /// <summary>Most tasks in the group; negative is no limit.</summary>
    public long? Pids { get; init; }

    /// <summary>Block device input and output.</summary>
    public BlockIoResources? BlockIo { get; init; }

    /// <summary>Huge page limits, one per page size.</summary>
    public IReadOnlyList<HugepageLimit> HugepageLimits { get; init; } = [];

    /// <summary>Marking of network packets, version 1 only.</summary>
    public NetworkResources? Network { get; init; }

    /// <summary>RDMA limits, one per device.</summary>
    public IReadOnlyList<RdmaLimit> Rdma { get; init; } = [];

    /// <summary>
    /// Device rules by order: for each kind of access the last rule that matches decides, and without one it is denied. Null leaves device
    /// access as it is.
    /// </summary>
    public IReadOnlyList<DeviceRule>? Devices { get; init; }

    /// <summary>Files of version 2 with the values to write to them, applied last.</summary>
    public IReadOnlyDictionary<string, string>? Unified { get; init; }
}
