namespace Engine.Host.Containers;

/// <summary>Limits and weights of a container, in Docker's units; zero, null or empty: none.</summary>
internal sealed record ContainerResources
{
    /// <summary>Memory in bytes.</summary>
    public long Memory { get; init; }

    /// <summary>Memory and swap together in bytes; −1: swap without limit; 0: twice the memory.</summary>
    public long MemorySwap { get; init; }

    /// <summary>Soft limit in bytes.</summary>
    public long MemoryReservation { get; init; }

    /// <summary>Of the kernel's memory, in bytes: no kernel has this limit any more, and it is only warned of.</summary>
    public long KernelMemory { get; init; }

    /// <summary>0–100; null: the kernel's.</summary>
    public long? MemorySwappiness { get; init; }

    /// <summary>Do not kill for memory; let the processes wait.</summary>
    public bool OomKillDisable { get; init; }

    /// <summary>Processors in billionths.</summary>
    public long NanoCpus { get; init; }

    /// <summary>Relative weight; 1024 is the usual.</summary>
    public long CpuShares { get; init; }

    /// <summary>Microseconds of a period.</summary>
    public long CpuPeriod { get; init; }

    /// <summary>Microseconds of processor time in a period.</summary>
    public long CpuQuota { get; init; }

    /// <summary>Microseconds of a real-time period.</summary>
    public long CpuRealtimePeriod { get; init; }

    /// <summary>Microseconds of real-time processor time in a period.</summary>
    public long CpuRealtimeRuntime { get; init; }

    /// <summary>Processors allowed: <c>0-2,4</c>.</summary>
    public string CpusetCpus { get; init; } = "";

    /// <summary>Memory nodes allowed.</summary>
    public string CpusetMems { get; init; } = "";

    /// <summary>Processes; 0, −1 or null: no limit.</summary>
    public long? PidsLimit { get; init; }

    /// <summary>Relative weight of block I/O, 10–1000.</summary>
    public ushort BlkioWeight { get; init; }

    /// <summary>Weights by device.</summary>
    public IReadOnlyList<WeightDevice> BlkioWeightDevice { get; init; } = [];

    /// <summary>Bytes read a second by device.</summary>
    public IReadOnlyList<ThrottleDevice> BlkioDeviceReadBps { get; init; } = [];

    /// <summary>Bytes written a second by device.</summary>
    public IReadOnlyList<ThrottleDevice> BlkioDeviceWriteBps { get; init; } = [];

    /// <summary>Reads a second by device.</summary>
    public IReadOnlyList<ThrottleDevice> BlkioDeviceReadIOps { get; init; } = [];

    /// <summary>Writes a second by device.</summary>
    public IReadOnlyList<ThrottleDevice> BlkioDeviceWriteIOps { get; init; } = [];
}
