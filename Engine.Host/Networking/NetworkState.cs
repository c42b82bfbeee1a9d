using System.Collections.Concurrent;
using System.Net;
using Engine.Host.Networking.Firewall;
using Engine.Host.Networking.Ipam;

namespace Engine.Host.Networking;

/// <summary>A network with what is known of it while the engine runs.</summary>
internal sealed class NetworkState
{
    public NetworkState(Network network)
    {
        Network = network;
        Options = BridgeOptions.Parse(network.Options);
        foreach (IpamPool pool in network.Pools)
        {
            if (pool.IsIPv6)
            {
                IPv6Pool = pool;
                IPv6 = new AddressAllocator(pool);
            }
            else
            {
                IPv4Pool = pool;
                IPv4 = new AddressAllocator(pool);
            }
        }
    }

    public Network Network { get; }

    public BridgeOptions Options { get; }

    public IpamPool? IPv4Pool { get; }

    public AddressAllocator? IPv4 { get; }

    public IpamPool? IPv6Pool { get; }

    public AddressAllocator? IPv6 { get; }

    /// <summary>Running containers, by their ids.</summary>
    public ConcurrentDictionary<string, NetworkMember> Members { get; } = new();

    /// <summary>Index of its bridge or of its parent interface.</summary>
    public int Link { get; set; }

    public bool IsBridge => Network.Driver == NetworkDrivers.Bridge;

    /// <summary>Containers get interfaces on it.</summary>
    public bool HasInterfaces => Network.Driver is NetworkDrivers.Bridge or NetworkDrivers.Macvlan or NetworkDrivers.Ipvlan;

    /// <summary>What the firewall is told of it.</summary>
    public FirewallNetwork Firewall
    {
        get
        {
            List<(IPNetwork Subnet, GatewayMode Mode)> subnets =
                [.. Network.Pools.Select(pool => (pool.Network, pool.IsIPv6 ? Options.GatewayModeIPv6 : Options.GatewayModeIPv4))];
            return new FirewallNetwork(Network.Interface)
            {
                Subnets = [.. subnets.Select(s => s.Subnet)],
                Protected = [.. subnets.Where(s => s.Mode is GatewayMode.Nat or GatewayMode.Isolated).Select(s => s.Subnet)],
                Open = [.. subnets.Where(s => s.Mode is GatewayMode.Unprotected).Select(s => s.Subnet)],
                Masqueraded = Network.Internal || !Options.Masquerade ? []
                    : [.. subnets.Where(s => s.Mode is GatewayMode.Nat or GatewayMode.Unprotected).Select(s => s.Subnet)],
                SourceAddress = Options.HostAddress,
                Communicates = Options.Icc,
                IsInternal = Network.Internal,
                TrustedInterfaces = Options.TrustedInterfaces,
            };
        }
    }
}
