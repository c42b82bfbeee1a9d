using System.Net;
using System.Net.NetworkInformation;
using Engine.Host.Errors;
using Engine.Host.Networking.Ipam;
using Engine.Linux;
using Engine.Linux.Netlink;

namespace Engine.Host.Networking;

/// <summary>The engine's interfaces in the host's network namespace. What it has not made itself it does not remove.</summary>
internal sealed class HostLinks(NetworkServiceOptions options)
{
    /// <summary>Ranges the machine has interfaces in or routes to, but for the default route.</summary>
    public static IReadOnlyList<AddressRange> UsedRanges()
    {
        using NetlinkSocket socket = NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE);
        return
        [
            .. socket.Routes().Where(route => route.Destination.PrefixLength > 0).Select(route => AddressRange.Of(route.Destination)),
            .. socket.Addresses().Select(address => AddressRange.Of(AddressRange.NetworkOf(address.Address, address.PrefixLength))),
        ];
    }

    /// <summary>Makes the network's bridge, or what it lacks: after a boot, after somebody removed it.</summary>
    /// <returns>The bridge's index.</returns>
    public int EnsureBridge(NetworkState state)
    {
        using NetlinkSocket socket = NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE);
        Network network = state.Network;
        NetworkLink? link = socket.FindLink(network.Interface);
        if (link is null)
        {
            var creation = new RouteRequest();
            creation.AddBridge(new LinkDefinition { Name = network.Interface, Address = Mac(state), Mtu = state.Options.Mtu });
            creation.SetAlias(network.Interface, options.AliasOf(network.Id));
            socket.Execute(creation.Messages);
            link = socket.FindLink(network.Interface)!;
        }
        else if (link.Kind != "bridge")
        {
            throw new ForbiddenException($"the interface {network.Interface} exists and is not a bridge");
        }

        SetParameters(network);
        var request = new RouteRequest();
        if (IsOurs(link) && link.Alias != options.AliasOf(network.Id))
        {
            // Made for a network of an earlier database.
            request.SetAlias(link.Name, options.AliasOf(network.Id));
            link = link with { Alias = options.AliasOf(network.Id) };
        }

        HashSet<(IPAddress, int)> present = [.. socket.Addresses().Where(address => address.Link == link.Index).Select(a => (a.Address, a.PrefixLength))];
        HashSet<(IPAddress, int)> wanted = [.. BridgeAddresses(state)];
        foreach ((IPAddress address, int prefixLength) in wanted.Except(present))
        {
            request.AddAddress(link.Index, address, prefixLength);
        }

        // The subnet of the default bridge may be another one than at the last start.
        foreach ((IPAddress address, int prefixLength) in present.Except(wanted).Where(a => link.Alias == options.AliasOf(network.Id) && !a.Item1.IsIPv6LinkLocal))
        {
            request.DeleteAddress(link.Index, address, prefixLength);
        }

        if (!link.IsUp)
        {
            request.SetUp(link.Index, up: true);
        }

        socket.Execute(request.Messages);
        return link.Index;
    }

    /// <summary>Removes the network's bridge, if the engine made it.</summary>
    public void RemoveBridge(Network network)
    {
        using NetlinkSocket socket = NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE);
        if (socket.FindLink(network.Interface) is { } link && link.Alias == options.AliasOf(network.Id))
        {
            Delete(socket, link.Name);
        }
    }

    /// <summary>Removes one interface; one that is gone already is no fault.</summary>
    public static void Delete(string name)
    {
        using NetlinkSocket socket = NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE);
        Delete(socket, name);
    }

    /// <summary>The engine's interfaces that belong to no network and no running container: their names.</summary>
    /// <param name="networks">The networks there are.</param>
    /// <param name="endpoints">The host's ends of what running containers have.</param>
    public IReadOnlyList<string> FindLeftovers(IReadOnlyCollection<Network> networks, IReadOnlySet<string> endpoints)
    {
        using NetlinkSocket socket = NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE);
        IReadOnlyList<NetworkLink> links = socket.Links();
        HashSet<string> aliases = [.. networks.Select(network => options.AliasOf(network.Id))];
        HashSet<int> bridges =
        [
            .. links.Where(link => link.Kind == "bridge" && (IsOurs(link) || networks.Any(network => network.Interface == link.Name))).Select(link => link.Index),
        ];
        return
        [
            .. links.Where(link => link.Kind == "veth" && bridges.Contains(link.Master) && EndpointName.IsHostInterface(link.Name) && !endpoints.Contains(link.Name))
                .Select(link => link.Name),
            .. links.Where(link => link.Kind == "bridge" && IsOurs(link) && !aliases.Contains(link.Alias) && networks.All(network => network.Interface != link.Name))
                .Select(link => link.Name),
        ];
    }

    private bool IsOurs(NetworkLink link) => link.Alias.StartsWith(options.Table + " ", StringComparison.Ordinal);

    private static void Delete(NetlinkSocket socket, string name)
    {
        var request = new RouteRequest();
        request.DeleteLink(name);
        try
        {
            socket.Execute(request.Messages);
        }
        catch (LinuxException e) when (e.Errno is Errno.ENODEV)
        {
            // The kernel was faster.
        }
    }

    private static void SetParameters(Network network)
    {
        string name = network.Interface;

        // Published ports at 127.0.0.1 need it; the firewall keeps containers from using it (CVE-2020-8558).
        KernelParameter.TrySet($"ipv4/conf/{name}/route_localnet", "1");
        KernelParameter.TrySet($"ipv6/conf/{name}/disable_ipv6", network.EnableIPv6 ? "0" : "1");
        if (network.EnableIPv6)
        {
            // A container must not make itself the host's router.
            KernelParameter.TrySet($"ipv6/conf/{name}/accept_ra", "0");
            KernelParameter.TrySet($"ipv6/conf/{name}/accept_dad", "0");
        }

        if (!network.Internal)
        {
            Forward("ipv4/ip_forward");
            if (network.EnableIPv6)
            {
                Forward("ipv6/conf/all/forwarding");
            }
        }
    }

    private static void Forward(string parameter)
    {
        if (KernelParameter.Get(parameter) == "0")
        {
            KernelParameter.TrySet(parameter, "1");
        }
    }

    private static IEnumerable<(IPAddress Address, int PrefixLength)> BridgeAddresses(NetworkState state)
    {
        if (state.IPv4Pool is { GatewayAddress: { } old } pool && !state.Options.InhibitIPv4 && state.Options.GatewayModeIPv4 != GatewayMode.Isolated)
        {
            yield return (old, pool.Network.PrefixLength);
        }

        if (state.IPv6Pool is { GatewayAddress: { } young } pool6 && state.Options.GatewayModeIPv6 != GatewayMode.Isolated)
        {
            yield return (young, pool6.Network.PrefixLength);
        }
    }

    // A bridge without one takes the lowest of its ports', and changes it as they come and go.
    private static PhysicalAddress Mac(NetworkState state) => EndpointName.Mac(state.IPv4Pool?.GatewayAddress, state.Network.Id);
}
