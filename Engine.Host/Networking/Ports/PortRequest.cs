using System.Net;
using System.Net.Sockets;

namespace Engine.Host.Networking.Ports;

/// <summary>A port that a container wants published.</summary>
/// <param name="Protocol">TCP, UDP or SCTP.</param>
/// <param name="ContainerPort">The program's port.</param>
/// <param name="HostIP">The host's address, or null: wherever the network says.</param>
/// <param name="First">The first acceptable port of the host; 0: any.</param>
/// <param name="Last">The last acceptable port of the host.</param>
internal sealed record PortRequest(ProtocolType Protocol, int ContainerPort, IPAddress? HostIP, int First, int Last)
{
    /// <summary>The number of SCTP (RFC 9260), for which the framework has no name.</summary>
    public const ProtocolType Sctp = (ProtocolType)132;

    /// <summary>The protocol's name in the API.</summary>
    public string ProtocolName => NameOf(Protocol);

    public static string NameOf(ProtocolType protocol) => protocol switch
    {
        ProtocolType.Tcp => "tcp",
        ProtocolType.Udp => "udp",
        _ => "sctp",
    };

    public static ProtocolType? ProtocolOf(string name) => name.ToLowerInvariant() switch
    {
        "tcp" or "" => ProtocolType.Tcp,
        "udp" => ProtocolType.Udp,
        "sctp" => Sctp,
        _ => null,
    };
}
