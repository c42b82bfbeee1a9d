namespace Engine.Linux.Cgroups;

/// <summary>Limits of block device input and output; null or 0 is unset.</summary>
public sealed record BlockIoResources
{
    /// <summary>Relative weight, 10 to 1000.</summary>
    public ushort? Weight { get; init; }

    /// <summary>Weight of the group's own tasks against its children's, 10 to 1000, version 1 only.</summary>
    public ushort? LeafWeight { get; init; }

    /// <summary>Weights for single devices.</summary>
    public IReadOnlyList<BlockIoWeightDevice> WeightDevices { get; init; } = [];

    /// <summary>Most bytes read per second.</summary>
    public IReadOnlyList<BlockIoThrottle> ReadBytesPerSecond { get; init; } = [];

    /// <summary>Most bytes written per second.</summary>
    public IReadOnlyList<BlockIoThrottle> WriteBytesPerSecond { get; init; } = [];

    /// <summary>Most reads per second.</summary>
    public IReadOnlyList<BlockIoThrottle> ReadsPerSecond { get; init; } = [];

    /// <summary>Most writes per second.</summary>
    public IReadOnlyList<BlockIoThrottle> WritesPerSecond { get; init; } = [];
}
