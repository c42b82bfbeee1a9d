namespace Engine.Oci.Specs;

/// <summary>RDMA limits of a device (config-linux.md#rdma).</summary>
public sealed record LinuxRdma
{
    /// <summary>Handles.</summary>
    public uint? HcaHandles { get; init; }

    /// <summary>Objects.</summary>
    public uint? HcaObjects { get; init; }
}
