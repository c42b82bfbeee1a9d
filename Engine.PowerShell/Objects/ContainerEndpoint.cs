using System.Net;
using System.Net.NetworkInformation;
using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>A container's place on a network.</summary>
public sealed class ContainerEndpoint
{
    internal ContainerEndpoint(EndpointInfo endpoint)
    {
        Network = endpoint.Network;
        Container = endpoint.ContainerName;
        ContainerId = endpoint.ContainerId;
        Alias = endpoint.Aliases;
        Interface = endpoint.Interface;
        MacAddress = endpoint.MacAddress is { } mac && PhysicalAddress.TryParse(mac, out var parsed) ? parsed : null;
        IPAddress = [.. new[] { endpoint.IPv4Address, endpoint.IPv6Address }.OfType<string>().Select(address => System.Net.IPAddress.Parse(address.Split('/')[0]))];
        Gateway = [.. new[] { endpoint.IPv4Gateway, endpoint.IPv6Gateway }.OfType<string>().Select(System.Net.IPAddress.Parse)];
    }

    /// <summary>The network's name.</summary>
    public string Network { get; }

    /// <summary>The container's name.</summary>
    public string Container { get; }

    /// <summary>The container's id.</summary>
    public string ContainerId { get; }

    /// <summary>Further names of the container on the network.</summary>
    public IReadOnlyList<string> Alias { get; }

    /// <summary>The interface's name in the container; empty: the container does not run.</summary>
    public string? Interface { get; }

    /// <summary>The interface's hardware address.</summary>
    public PhysicalAddress? MacAddress { get; }

    /// <summary>Addresses.</summary>
    public IReadOnlyList<IPAddress> IPAddress { get; }

    /// <summary>Gateways.</summary>
    public IReadOnlyList<IPAddress> Gateway { get; }

    /// <inheritdoc/>
    public override string ToString() => IPAddress.Count > 0 ? $"{Container} {string.Join(' ', IPAddress)}" : Container;
}
