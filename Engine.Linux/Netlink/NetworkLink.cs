using System.Net.NetworkInformation;

namespace Engine.Linux.Netlink;

/// <summary>A network interface as a dump shows it.</summary>
public sealed record NetworkLink
{
    /// <summary>Its index in its namespace.</summary>
    public int Index { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What made it (<c>bridge</c>, <c>veth</c> …), or empty for hardware and loopback.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Index of the interface it belongs to, such as a bridge, or 0.</summary>
    public int Master { get; init; }

    /// <summary>Index of the interface below or opposite, or 0.</summary>
    public int Lower { get; init; }

    /// <summary>Bytes of its largest packet.</summary>
    public int Mtu { get; init; }

    /// <summary>It is up (IFF_UP).</summary>
    public bool IsUp { get; init; }

    /// <summary>Its text for people (IFLA_IFALIAS), or empty.</summary>
    public string Alias { get; init; } = "";

    /// <summary>Its link-layer address.</summary>
    public PhysicalAddress Address { get; init; } = PhysicalAddress.None;
}
