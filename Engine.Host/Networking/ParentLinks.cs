using System.Globalization;
using Engine.Host.Errors;
using Engine.Host.Networking.Sandboxes;
using Engine.Linux;
using Engine.Linux.Netlink;

namespace Engine.Host.Networking;

/// <summary>
/// The interfaces of the host that macvlan and ipvlan networks share. <c>eth0.20</c> is VLAN 20 of eth0 and is made when it does not exist;
/// without a parent the network is one of this machine only, on an interface that leads nowhere.
/// </summary>
internal static class ParentLinks
{
    /// <summary>Finds or makes it, and tries once whether the kernel can put interfaces on it.</summary>
    /// <returns>Its index.</returns>
    public static int Require(NetworkState state)
    {
        using NetlinkSocket socket = NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE);
        string name = NameOf(state.Network);
        NetworkLink parent = socket.FindLink(name) ?? Make(socket, state.Network, name);
        Try(socket, state.Network, parent.Index);
        return parent.Index;
    }

    /// <summary>Removes it if it was made here and no other network is on it.</summary>
    public static void Release(NetworkState state, IReadOnlyList<NetworkState> others)
    {
        string name = NameOf(state.Network);
        if (others.Any(other => other != state && other.HasInterfaces && !other.IsBridge && NameOf(other.Network) == name))
        {
            return;
        }

        using NetlinkSocket socket = NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE);
        if (socket.FindLink(name) is { } link && link.Alias == Alias(name))
        {
            HostLinks.Delete(name);
        }
    }

    private static string NameOf(Network network) => network.Interface.Length > 0 ? network.Interface : "dm-" + network.ShortId;

    private static string Alias(string name) => "engine parent " + name;

    private static NetworkLink Make(NetlinkSocket socket, Network network, string name)
    {
        var request = new RouteRequest();
        var options = new LinkDefinition { Name = name, Up = true };
        if (network.Interface.Length == 0)
        {
            request.AddDummy(options);
        }
        else
        {
            int dot = name.LastIndexOf('.');
            if (dot <= 0 || !ushort.TryParse(name.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort id) || id is 0 or > 4094
                || socket.FindLink(name[..dot]) is not { } below)
            {
                throw new InvalidArgumentException($"the requested parent interface {name} was not found on the host");
            }

            request.AddVlan(options, below.Index, id);
        }

        request.SetAlias(name, Alias(name));
        Execute(socket, request, network.Interface.Length == 0 ? "dummy" : "vlan");
        return socket.FindLink(name)!;
    }

    private static void Try(NetlinkSocket socket, Network network, int parent)
    {
        string name = "try-" + network.Id[..8];
        var request = new RouteRequest();
        var options = new LinkDefinition { Name = name };
        if (network.Driver == NetworkDrivers.Macvlan)
        {
            request.AddMacvlan(options, parent, LinkCreation.MacvlanModeOf(network.Options));
        }
        else
        {
            request.AddIpvlan(options, parent, LinkCreation.IpvlanModeOf(network.Options), LinkCreation.IpvlanFlagOf(network.Options));
        }

        Execute(socket, request, network.Driver);
        HostLinks.Delete(name);
    }

    private static void Execute(NetlinkSocket socket, RouteRequest request, string kind)
    {
        try
        {
            socket.Execute(request.Messages);
        }
        catch (LinuxException e) when (e.Errno is Errno.EOPNOTSUPP)
        {
            throw new UnsupportedException($"this kernel has no {kind} interfaces (CONFIG_{kind.ToUpperInvariant()})", innerException: e);
        }
    }
}
