namespace Engine.Oci.Specs;

/// <summary>A host network device moved into the container (config-linux.md#network-devices).</summary>
public sealed record LinuxNetDevice
{
    /// <summary>Its name inside; null keeps the name.</summary>
    public string? Name { get; init; }
}
