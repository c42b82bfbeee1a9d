namespace Engine.Oci.Specs;

/// <summary>Weight of a block device (config-linux.md#block-io).</summary>
public sealed record LinuxWeightDevice
{
    /// <summary>Major number.</summary>
    public long Major { get; init; }

    /// <summary>Minor number.</summary>
    public long Minor { get; init; }

    /// <summary>10 to 1000.</summary>
    public ushort? Weight { get; init; }

    /// <summary>10 to 1000 (cgroup v1).</summary>
    public ushort? LeafWeight { get; init; }
}
