namespace Engine.Oci.Specs;

/// <summary>A range of ids (config-linux.md#user-namespace-mappings).</summary>
public sealed record LinuxIdMapping
{
    /// <summary>First id inside.</summary>
    public uint ContainerID { get; init; }

    /// <summary>First id outside.</summary>
    public uint HostID { get; init; }

    /// <summary>How many.</summary>
    public uint Size { get; init; }
}
