using Engine.Linux.Nftables;

namespace Engine.Host.Networking.Firewall;

/// <summary>The sets and maps of the engine's table. Networks and ports are elements of them; the rules never change.</summary>
internal static class FirewallSets
{
    /// <summary>All bridges.</summary>
    public static NftSet Bridges { get; } = new("bridges", NftType.InterfaceName);

    /// <summary>Bridges that nothing leaves and nothing enters.</summary>
    public static NftSet Internal { get; } = new("internal", NftType.InterfaceName);

    /// <summary>Subnets whose containers are reached without published ports too.</summary>
    public static NftSet Open4 { get; } = new("open4", NftType.IPv4Address) { IsInterval = true };

    /// <inheritdoc cref="Open4"/>
    public static NftSet Open6 { get; } = new("open6", NftType.IPv6Address) { IsInterval = true };

    /// <summary>Ports that are reached at the container's own address.</summary>
    public static NftSet Reachable4 { get; } = new("reachable4", NftType.IPv4Address, NftType.Protocol, NftType.Service);

    /// <inheritdoc cref="Reachable4"/>
    public static NftSet Reachable6 { get; } = new("reachable6", NftType.IPv6Address, NftType.Protocol, NftType.Service);

    /// <summary>From a bridge back to it.</summary>
    public static NftSet Within { get; } = new("within", NftType.InterfaceName, NftType.InterfaceName);

    /// <summary>Protected subnets of IPv4.</summary>
    public static NftSet Subnets4 { get; } = new("subnets4", NftType.IPv4Address) { IsInterval = true };

    /// <summary>Protected subnets of IPv6.</summary>
    public static NftSet Subnets6 { get; } = new("subnets6", NftType.IPv6Address) { IsInterval = true };

    /// <summary>Each subnet with its bridge.</summary>
    public static NftSet Own4 { get; } = new("own4", NftType.IPv4Address, NftType.InterfaceName) { IsInterval = true };

    /// <inheritdoc cref="Own4"/>
    public static NftSet Own6 { get; } = new("own6", NftType.IPv6Address, NftType.InterfaceName) { IsInterval = true };

    /// <summary>Subnets whose packets get the host's address on their way out.</summary>
    public static NftSet Masqueraded4 { get; } = new("masqueraded4", NftType.IPv4Address) { IsInterval = true };

    /// <inheritdoc cref="Masqueraded4"/>
    public static NftSet Masqueraded6 { get; } = new("masqueraded6", NftType.IPv6Address) { IsInterval = true };

    /// <summary>Subnets whose packets get a fixed address on their way out.</summary>
    public static NftSet Source4 { get; } = new("source4", NftType.IPv4Address) { IsInterval = true, Data = [NftType.IPv4Address] };

    /// <summary>Ports published at every address.</summary>
    public static NftSet Ports4 { get; } = new("ports4", NftType.Protocol, NftType.Service) { Data = [NftType.IPv4Address, NftType.Service] };

    /// <inheritdoc cref="Ports4"/>
    public static NftSet Ports6 { get; } = new("ports6", NftType.Protocol, NftType.Service) { Data = [NftType.IPv6Address, NftType.Service] };

    /// <summary>Ports published at one address.</summary>
    public static NftSet AddressPorts4 { get; } =
        new("address_ports4", NftType.IPv4Address, NftType.Protocol, NftType.Service) { Data = [NftType.IPv4Address, NftType.Service] };

    /// <inheritdoc cref="AddressPorts4"/>
    public static NftSet AddressPorts6 { get; } =
        new("address_ports6", NftType.IPv6Address, NftType.Protocol, NftType.Service) { Data = [NftType.IPv6Address, NftType.Service] };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<NftSet> All { get; } =
    [
        Bridges, Internal, Open4, Open6, Reachable4, Reachable6, Within, Subnets4, Subnets6, Own4, Own6, Masqueraded4, Masqueraded6, Source4, Ports4, Ports6, AddressPorts4, AddressPorts6,
    ];
}
