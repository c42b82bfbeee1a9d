using System.Net;
using System.Net.Sockets;

namespace Engine.Host.Networking.Firewall;

/// <summary>A port of a container that is reachable at the host.</summary>
/// <param name="Protocol">TCP, UDP or SCTP.</param>
/// <param name="HostAddress">One address of the host, or the unspecified one for all of its family.</param>
/// <param name="HostPort">The host's port, or 0 where packets are routed to the container's own address.</param>
/// <param name="Address">The container's address.</param>
/// <param name="Port">The container's port.</param>
internal sealed record FirewallPort(ProtocolType Protocol, IPAddress HostAddress, int HostPort, IPAddress Address, int Port);
