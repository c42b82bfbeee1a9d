using System.Net;
using System.Net.Sockets;
using Engine.Host.Containers;
using Engine.Host.Networking.Firewall;
using Engine.Host.Networking.Sandboxes;

namespace Engine.Host.Networking.Ports;

/// <summary>Where published ports lead: to the container's address on the network of its default route.</summary>
internal static class PortTargets
{
    public static List<FirewallPort> Of(Container container, SandboxGateways gateways)
    {
        var ports = new List<FirewallPort>();
        foreach (PublishedPort port in container.Ports)
        {
            IPAddress host = IPAddress.Parse(port.HostIP);
            string? address = host.AddressFamily == AddressFamily.InterNetwork ? gateways.IPv4?.Endpoint?.IPv4Address : gateways.IPv6?.Endpoint?.IPv6Address;
            if (!string.IsNullOrEmpty(address))
            {
                ports.Add(new FirewallPort(PortPublisher.ProtocolOf(port), host, port.HostPort, IPAddress.Parse(address), port.ContainerPort));
            }
        }

        return ports;
    }
}
