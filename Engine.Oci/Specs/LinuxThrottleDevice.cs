namespace Engine.Oci.Specs;

/// <summary>Rate limit of a block device (config-linux.md#block-io).</summary>
public sealed record LinuxThrottleDevice
{
    /// <summary>Major number.</summary>
    public long Major { get; init; }

    /// <summary>Minor number.</summary>
    public long Minor { get; init; }

    /// <summary>Bytes or operations a second.</summary>
    public ulong Rate { get; init; }
}
