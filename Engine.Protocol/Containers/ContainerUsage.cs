namespace Engine.Protocol;

/// <summary>What a container uses.</summary>
public sealed record ContainerUsage
{
    /// <summary>The container's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>When it was measured.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Processor time since its start.</summary>
    public required TimeSpan CpuTime { get; init; }

    /// <summary>Processors it used while it was measured; 1.5 is one and a half.</summary>
    public required double Cpu { get; init; }

    /// <summary>Bytes of memory, without file cache that the kernel can drop at once.</summary>
    public required long Memory { get; init; }

    /// <summary>Its limit in bytes, at most the machine's memory.</summary>
    public required long MemoryLimit { get; init; }

    /// <summary>Processes and threads.</summary>
    public required long Processes { get; init; }

    /// <summary>Bytes read from block devices since its start.</summary>
    public required long BlockRead { get; init; }

    /// <summary>Bytes written to block devices since its start.</summary>
    public required long BlockWritten { get; init; }
}
