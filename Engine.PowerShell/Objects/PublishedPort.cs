using System.Net;
using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>A port of a container that can be reached on the host.</summary>
public sealed class PublishedPort
{
    internal PublishedPort(PortMapping port)
    {
        HostAddress = port.HostAddress is { } address ? IPAddress.Parse(address) : IPAddress.Any;
        HostPort = port.HostPort;
        ContainerPort = port.ContainerPort;
        Protocol = port.Protocol;
    }

    /// <summary>Address of the host.</summary>
    public IPAddress HostAddress { get; }

    /// <summary>Port of the host.</summary>
    public int HostPort { get; }

    /// <summary>Protocol: tcp, udp or sctp.</summary>
    public string Protocol { get; }

    /// <summary>Port in the container.</summary>
    public int ContainerPort { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{new IPEndPoint(HostAddress, HostPort)}->{ContainerPort}/{Protocol}";
}
