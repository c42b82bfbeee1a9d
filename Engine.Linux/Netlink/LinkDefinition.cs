using System.Net.NetworkInformation;

namespace Engine.Linux.Netlink;

/// <summary>What every interface can be made with. What is null stays the kernel's choice.</summary>
public sealed record LinkDefinition
{
    /// <summary>Its name, up to 15 bytes.</summary>
    public required string Name { get; init; }

    /// <summary>Its link-layer address.</summary>
    public PhysicalAddress? Address { get; init; }

    /// <summary>Bytes of its largest packet, or 0.</summary>
    public int Mtu { get; init; }

    /// <summary>Index of the bridge it joins, or 0.</summary>
    public int Master { get; init; }

    /// <summary>Bring it up.</summary>
    public bool Up { get; init; }

    /// <summary>A descriptor of the network namespace it is made in, or null for the socket's.</summary>
    public FileDescriptor? Namespace { get; init; }

    /// <summary>No link-local IPv6 address is made for it (IN6_ADDR_GEN_MODE_NONE).</summary>
    public bool NoLinkLocalAddress { get; init; }
}
