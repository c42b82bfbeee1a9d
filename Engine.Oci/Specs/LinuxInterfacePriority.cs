namespace Engine.Oci.Specs;

/// <summary>Priority of an interface's traffic (config-linux.md#network).</summary>
public sealed record LinuxInterfacePriority
{
    /// <summary>Interface.</summary>
    public string? Name { get; init; }

    /// <summary>Priority.</summary>
    public uint Priority { get; init; }
}
