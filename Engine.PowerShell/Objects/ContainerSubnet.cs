using System.Net;
using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>A subnet of a network.</summary>
public sealed class ContainerSubnet
{
    internal ContainerSubnet(NetworkSubnet subnet)
    {
        Subnet = IPNetwork.Parse(subnet.Subnet!);
        Gateway = subnet.Gateway is { Length: > 0 } gateway ? IPAddress.Parse(gateway) : null;
        Range = subnet.Range is { Length: > 0 } range ? IPNetwork.Parse(range) : null;
        Reserved = (subnet.Reserved ?? new Dictionary<string, string>()).ToDictionary(entry => entry.Key, entry => IPAddress.Parse(entry.Value));
    }

    /// <summary>The subnet.</summary>
    public IPNetwork Subnet { get; }

    /// <summary>The gateway.</summary>
    public IPAddress? Gateway { get; }

    /// <summary>The part that containers get addresses from; empty: all of it.</summary>
    public IPNetwork? Range { get; }

    /// <summary>Addresses that no container gets, by name.</summary>
    public IReadOnlyDictionary<string, IPAddress> Reserved { get; }

    /// <inheritdoc/>
    public override string ToString() => Subnet.ToString();
}
