namespace Engine.Protocol;

/// <summary>What a container may use. Null: no limit.</summary>
public sealed record ContainerResources
{
    /// <summary>Memory, in bytes.</summary>
    public long? Memory { get; init; }

    /// <summary>Memory the kernel tries to keep for it under pressure, in bytes.</summary>
    public long? MemoryReservation { get; init; }

    /// <summary>Memory and swap together, in bytes; -1: unlimited swap.</summary>
    public long? MemorySwap { get; init; }

    /// <summary>The kernel's memory killer leaves it alone.</summary>
    public bool OomKillDisabled { get; init; }

    /// <summary>Badness for the kernel's memory killer, -1000 to 1000.</summary>
    public int? OomScoreAdjustment { get; init; }

    /// <summary>Processors, in billionths: 1,500,000,000 is one and a half.</summary>
    public long? NanoCpus { get; init; }

    /// <summary>Relative weight; 1024 is normal.</summary>
    public long? CpuShares { get; init; }

    /// <summary>Processors it may run on, <c>0-2,4</c>.</summary>
    public string? CpuSet { get; init; }

    /// <summary>Memory nodes it may use, <c>0</c>.</summary>
    public string? MemoryNodes { get; init; }

    /// <summary>Processes and threads.</summary>
    public long? PidsLimit { get; init; }
}
