using System.Net;
using System.Net.Sockets;
using Engine.Host.Containers;
using Engine.Host.Networking.Firewall;
using Engine.Host.Networking.Ports;
using Engine.Host.Networking.Sandboxes;
using Engine.Linux;

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
            firewall.Value.Remove(FirewallPorts(container));
        }
        catch (LinuxException e)
        {
            NetworkLog.LeftoverStays(logger, $"a port of container {container.Id}", e);
        }

        publisher.Release(container.Ports);
    }
}
