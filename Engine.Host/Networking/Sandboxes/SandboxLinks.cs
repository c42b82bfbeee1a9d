using System.Net;
using Engine.Linux;
using Engine.Linux.Namespaces;
using Engine.Linux.Netlink;

namespace Engine.Host.Networking.Sandboxes;

/// <summary>
/// Sets interfaces of containers up: the pair is made by one message from the host's side, its end born in the container's namespace; addresses
/// and routes by one datagram of a socket that was opened in there.
/// </summary>
internal static class SandboxLinks
{
    private static readonly IPNetwork s_default4 = new(IPAddress.Any, 0);
    private static readonly IPNetwork s_default6 = new(IPAddress.IPv6Any, 0);

    /// <summary>Makes interfaces in the namespace of a process, and the default routes.</summary>
    /// <exception cref="LinuxException">Something was refused; what was made goes with the namespace.</exception>
    public static async Task OpenAsync(int pid, IReadOnlyList<SandboxInterface> interfaces, SandboxGateways gateways, bool replaceRoutes)
    {
        using NetworkNamespace space = NetworkNamespace.Of(pid);
        using NetlinkSocket inside = await space.RunAsync(() => Enter(interfaces.Any(link => link.HasIPv6)));
        using (NetlinkSocket host = NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE))
        {
            var creation = new RouteRequest();
            foreach (SandboxInterface link in interfaces)
            {
                LinkCreation.Add(creation, link, space);
            }

            host.Execute(creation.Messages);
        }

        Dictionary<string, int> indexes = inside.Links().ToDictionary(link => link.Name, link => link.Index);
        var request = new RouteRequest();
        foreach (SandboxInterface link in interfaces)
        {
            Address(request, indexes[link.Endpoint.InterfaceName], link);
        }

        if (replaceRoutes)
        {
            RemoveDefaultRoutes(inside, request);
        }

        Route(request, gateways, indexes);
        inside.Execute(request.Messages);
        if (interfaces.Any(NeedsParameters))
        {
            await space.RunAsync(() => SetParameters(interfaces));
        }
    }

    /// <summary>Removes an interface from the namespace of a process and sets the default routes anew.</summary>
    public static async Task CloseAsync(int pid, Endpoint? removed, SandboxGateways gateways)
    {
        using NetworkNamespace space = NetworkNamespace.Of(pid);
        using NetlinkSocket inside = await space.RunAsync(static () => NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE));
        if (removed is not null && inside.FindLink(removed.InterfaceName) is { } link)
        {
            var removal = new RouteRequest();
            removal.DeleteLink(link.Index);
            inside.Execute(removal.Messages);
        }

        var request = new RouteRequest();
        RemoveDefaultRoutes(inside, request);
        Route(request, gateways, inside.Links().ToDictionary(link => link.Name, link => link.Index));
        inside.Execute(request.Messages);
    }

    /// <summary>Removes every interface but the loopback: what a start left whose record was lost.</summary>
    public static async Task ClearAsync(int pid)
    {
        using NetworkNamespace space = NetworkNamespace.Of(pid);
        using NetlinkSocket inside = await space.RunAsync(static () => NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE));
        var request = new RouteRequest();
        foreach (NetworkLink link in inside.Links().Where(link => link.Kind is "veth" or "macvlan" or "ipvlan"))
        {
            request.DeleteLink(link.Index);
        }

        inside.Execute(request.Messages);
    }

    // On a thread that is in the namespace. An interface takes these when it is made, so that there is no moment without them.
    private static NetlinkSocket Enter(bool ipv6)
    {
        // An IPv4 network must not let containers talk IPv6 past its rules (CVE-2024-32473), nor make a container believe another that it is a router.
        KernelParameter.TrySet("ipv6/conf/default/disable_ipv6", ipv6 ? "0" : "1");
        if (ipv6)
        {
            KernelParameter.TrySet("ipv6/conf/default/accept_ra", "0");
            KernelParameter.TrySet("ipv6/conf/default/accept_dad", "0");
        }

        return NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE);
    }

    private static bool NeedsParameters(SandboxInterface link) => link.Settings.DriverOptions.ContainsKey(LinkCreation.SysctlsKey);

    private static bool SetParameters(IReadOnlyList<SandboxInterface> interfaces)
    {
        foreach (SandboxInterface link in interfaces.Where(NeedsParameters))
        {
            foreach (string setting in link.Settings.DriverOptions[LinkCreation.SysctlsKey].Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                (string path, string value) = LinkCreation.ParseSysctl(setting, link.Endpoint.InterfaceName);
                KernelParameter.TrySet(path, value);
            }
        }

        return true;
    }

    private static void Address(RouteRequest request, int index, SandboxInterface link)
    {
        Endpoint endpoint = link.Endpoint;
        if (endpoint.IPv4Address.Length > 0)
        {
            request.AddAddress(index, IPAddress.Parse(endpoint.IPv4Address), endpoint.IPv4PrefixLength);
        }

        if (endpoint.IPv6Address.Length > 0)
        {
            request.AddAddress(index, IPAddress.Parse(endpoint.IPv6Address), endpoint.IPv6PrefixLength);
        }

        foreach (string address in link.Settings.LinkLocalAddresses)
        {
            IPAddress parsed = IPAddress.Parse(address);
            request.AddAddress(index, parsed, parsed.IsIPv6LinkLocal ? 64 : 16);
        }

        request.SetUp(index, up: true);
    }

    private static void Route(RouteRequest request, SandboxGateways gateways, Dictionary<string, int> indexes)
    {
        if (gateways.IPv4 is { Endpoint: { } old } && indexes.TryGetValue(old.InterfaceName, out int link4))
        {
            request.AddRoute(s_default4, IPAddress.Parse(old.IPv4Gateway), link4);
        }

        if (gateways.IPv6 is { Endpoint: { } young } && indexes.TryGetValue(young.InterfaceName, out int link6))
        {
            request.AddRoute(s_default6, IPAddress.Parse(young.IPv6Gateway), link6);
        }
    }

    private static void RemoveDefaultRoutes(NetlinkSocket inside, RouteRequest request)
    {
        foreach (NetworkRoute route in inside.Routes().Where(route => route is { Destination.PrefixLength: 0, Gateway: not null }))
        {
            request.DeleteRoute(route.Destination, route.Gateway, route.Link);
        }
    }
}
