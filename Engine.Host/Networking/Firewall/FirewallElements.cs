using System.Net;
using System.Net.Sockets;
using Engine.Linux.Nftables;

namespace Engine.Host.Networking.Firewall;

/// <summary>What networks and ports are in the sets.</summary>
internal static class FirewallElements
{
    public static IEnumerable<(NftSet Set, NftElement Element)> Of(FirewallNetwork network)
    {
        byte[] link = NftValue.OfInterface(network.Interface);
        yield return (FirewallSets.Bridges, new NftElement(link));
        if (network.Communicates)
        {
            yield return (FirewallSets.Within, new NftElement(NftValue.Concatenate(link, link)));
        }

        if (network.IsInternal)
        {
            yield return (FirewallSets.Internal, new NftElement(link));
        }

        foreach (IPNetwork subnet in network.Subnets)
        {
            foreach (string source in network.TrustedInterfaces.Prepend(network.Interface))
            {
                yield return (Of(subnet, FirewallSets.Own4, FirewallSets.Own6), NftElement.Of(subnet, source));
            }
        }

        foreach (IPNetwork subnet in network.Protected)
        {
            yield return (Of(subnet, FirewallSets.Subnets4, FirewallSets.Subnets6), NftElement.Of(subnet));
        }

        foreach (IPNetwork subnet in network.Open)
        {
            yield return (Of(subnet, FirewallSets.Open4, FirewallSets.Open6), NftElement.Of(subnet));
        }

        foreach (IPNetwork subnet in network.Masqueraded)
        {
            yield return network.SourceAddress is { } source && IsIPv4(subnet.BaseAddress)
                ? (FirewallSets.Source4, NftElement.Of(subnet) with { Data = NftValue.Of(source) })
                : (Of(subnet, FirewallSets.Masqueraded4, FirewallSets.Masqueraded6), NftElement.Of(subnet));
        }
    }

    public static (NftSet Set, NftElement Element) Of(FirewallPort port)
    {
        byte[] protocol = NftValue.OfProtocol(port.Protocol);
        if (port.HostPort == 0)
        {
            return (
                IsIPv4(port.Address) ? FirewallSets.Reachable4 : FirewallSets.Reachable6,
                new NftElement(NftValue.Concatenate(NftValue.Of(port.Address), protocol, NftValue.OfPort(port.Port))));
        }

        byte[] service = NftValue.OfPort(port.HostPort);
        byte[] target = NftValue.Concatenate(NftValue.Of(port.Address), NftValue.OfPort(port.Port));
        bool old = IsIPv4(port.HostAddress);
        return port.HostAddress.Equals(IPAddress.Any) || port.HostAddress.Equals(IPAddress.IPv6Any)
            ? (old ? FirewallSets.Ports4 : FirewallSets.Ports6, new NftElement(NftValue.Concatenate(protocol, service), null, target))
            : (old ? FirewallSets.AddressPorts4 : FirewallSets.AddressPorts6,
                new NftElement(NftValue.Concatenate(NftValue.Of(port.HostAddress), protocol, service), null, target));
    }

    private static NftSet Of(IPNetwork subnet, NftSet old, NftSet young) => IsIPv4(subnet.BaseAddress) ? old : young;

    private static bool IsIPv4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;
}
