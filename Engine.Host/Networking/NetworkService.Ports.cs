using System.Net;
using System.Net.Sockets;
using Engine.Host.Containers;
using Engine.Host.Networking.Firewall;
using Engine.Host.Networking.Ports;
using Engine.Host.Networking.Sandboxes;
using Engine.Linux;
using Engine.Linux.Netlink;

namespace Engine.Host.Networking;

internal sealed partial class NetworkService
{
    // Ports belong to the networks that give the default routes.
    private List<PublishedPort> TakePorts(Container container, IReadOnlyList<NetworkAttachment> attachments)
    {
        IReadOnlyList<PortRequest> requests = PortRequests.Of(container.Configuration);
        SandboxGateways gateways = Gateways(attachments);
        NetworkState? old = Publishing(gateways.IPv4);
        NetworkState? young = Publishing(gateways.IPv6);
        if (requests.Count == 0 || (old ?? young) is null)
        {
            return [];
        }

        var published = new List<PublishedPort>();
        var families = new HashSet<AddressFamily>();
        var byDefault = new List<IPAddress>();
        if (old is not null)
        {
            Offer(old.Options.GatewayModeIPv4, old.Options.HostBinding ?? IPAddress.Any, IPAddress.Any);
        }

        if (young is not null)
        {
            bool bound = old?.Options.HostBinding is { } address && !address.Equals(IPAddress.Any);
            Offer(young.Options.GatewayModeIPv6, bound ? null : IPAddress.IPv6Any, IPAddress.IPv6Any);
        }
        else if (old is { Options.GatewayModeIPv4: not GatewayMode.Routed } && Socket.OSSupportsIPv6)
        {
            // Relayed.
            Offer(GatewayMode.Nat, old.Options.HostBinding is { } address && !address.Equals(IPAddress.Any) ? null : IPAddress.IPv6Any, IPAddress.IPv6Any);
        }

        string endpoint = (gateways.IPv4 ?? gateways.IPv6)!.Endpoint!.Id;
        published.AddRange(publisher.Take(requests, container.Name, endpoint, byDefault, families));
        return published;

        void Offer(GatewayMode mode, IPAddress? binding, IPAddress any)
        {
            if (mode == GatewayMode.Routed)
            {
                // Reached at the container's own address: there is no port of the host.
                published.AddRange(requests.Select(request => new PublishedPort(request.ProtocolName, request.ContainerPort, any.ToString(), 0)));
                return;
            }

            families.Add(any.AddressFamily);
            if (binding is not null)
            {
                byDefault.Add(binding);
            }
        }
    }

    // A client that goes on sending must reach who has the port now (UDP only: other protocols notice).
    private void ForgetFlows(IReadOnlyCollection<FirewallPort> ports)
    {
        List<FirewallPort> flows = [.. ports.Where(port => port is { Protocol: ProtocolType.Udp, HostPort: > 0 })];
        if (flows.Count == 0)
        {
            return;
        }

        try
        {
            using NetlinkSocket socket = NetlinkSocket.Open(NetlinkSocket.NETLINK_NETFILTER);
            foreach (FirewallPort port in flows)
            {
                ConnectionTracking.ForgetMadeTo(socket, port.HostAddress.AddressFamily, port.Protocol, port.HostPort);
            }
        }
        catch (LinuxException e)
        {
            NetworkLog.LeftoverStays(logger, "a flow of UDP", e);
        }
    }

    // The kernel translates neither what comes from ::1 nor from one family to the other.
    private void Relay(Container container)
    {
        SandboxGateways gateways = Gateways(container.Networks);
        string? young = gateways.IPv6?.Endpoint?.IPv6Address;
        string? target = string.IsNullOrEmpty(young) ? gateways.IPv4?.Endpoint?.IPv4Address : young;
        foreach (PublishedPort port in container.Ports.Where(port => port.HostPort > 0 && port.HostIP.Contains(':', StringComparison.Ordinal)))
        {
            if (!string.IsNullOrEmpty(target))
            {
                reservations.Relay(
                    PortPublisher.ProtocolOf(port), IPAddress.Parse(port.HostIP), port.HostPort, new IPEndPoint(IPAddress.Parse(target), port.ContainerPort));
            }
        }
    }

    private NetworkState? Publishing(NetworkAttachment? attachment) =>
        attachment is not null && index.TryGet(attachment.NetworkId) is { IsBridge: true, Network.Internal: false } state ? state : null;

    private List<FirewallPort> FirewallPorts(Container container)
    {
        if (container.Ports.Count == 0)
        {
            return [];
        }

        return PortTargets.Of(container, Gateways(container.Networks));
    }

    private void Unpublish(Container container)
    {
        if (container.Ports.Count == 0)
        {
            return;
        }

        try
        {
            List<FirewallPort> ports = FirewallPorts(container);
            firewall.Value.Remove(ports);
            ForgetFlows(ports);
        }
        catch (LinuxException e)
        {
            NetworkLog.LeftoverStays(logger, $"a port of container {container.Id}", e);
        }

        publisher.Release(container.Ports);
    }
}
