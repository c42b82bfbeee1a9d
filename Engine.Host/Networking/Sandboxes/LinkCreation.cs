using System.Net.NetworkInformation;
using Engine.Host.Errors;
using Engine.Linux.Namespaces;
using Engine.Linux.Netlink;

namespace Engine.Host.Networking.Sandboxes;

/// <summary>How each driver makes an interface for a container.</summary>
internal static class LinkCreation
{
    public const string NameKey = "com.docker.network.endpoint.ifname";
    public const string SysctlsKey = "com.docker.network.endpoint.sysctls";
    public const string ParentKey = "parent";

    private static bool BridgedPacketsAreFiltered => KernelParameter.Get("bridge/bridge-nf-call-iptables") == "1";

    public static void Add(RouteRequest request, SandboxInterface link, NetworkNamespace space)
    {
        Network network = link.State.Network;
        PhysicalAddress? mac = network.Driver != NetworkDrivers.Ipvlan && EndpointName.TryParseMac(link.Endpoint.MacAddress, out PhysicalAddress parsed) ? parsed : null;
        var inside = new LinkDefinition
        {
            Name = link.Endpoint.InterfaceName,
            Address = mac,
            Mtu = link.State.Options.Mtu,
            Namespace = space.Descriptor,
        };
        switch (network.Driver)
        {
            case NetworkDrivers.Macvlan:
                request.AddMacvlan(inside, link.Bridge, MacvlanModeOf(network.Options));
                break;
            case NetworkDrivers.Ipvlan:
                request.AddIpvlan(inside, link.Bridge, IpvlanModeOf(network.Options), IpvlanFlagOf(network.Options));
                break;
            default:
                string name = link.Endpoint.HostInterface;
                request.AddVeth(new LinkDefinition { Name = name, Mtu = link.State.Options.Mtu, Master = link.Bridge, Up = true }, inside);

                // Where bridged packets meet the firewall (br_netfilter), what a container sends to its own published port comes back by the bridge,
                // and the firewall keeps neighbours apart. Where they do not, isolated ports reach the bridge itself but not each other.
                request.SetBridgePort(name, hairpin: true, isolated: !link.State.Options.Icc && !BridgedPacketsAreFiltered);
                break;
        }
    }

    public static MacvlanMode MacvlanModeOf(IReadOnlyDictionary<string, string> options) => options.GetValueOrDefault("macvlan_mode", "bridge") switch
    {
        "" or "bridge" => MacvlanMode.Bridge,
        "private" => MacvlanMode.Private,
        "vepa" => MacvlanMode.Vepa,
        "passthru" => MacvlanMode.Passthru,
        var mode => throw new InvalidArgumentException($"requested macvlan mode '{mode}' is not valid, 'bridge' mode is the macvlan driver default"),
    };

    public static IpvlanMode IpvlanModeOf(IReadOnlyDictionary<string, string> options) => options.GetValueOrDefault("ipvlan_mode", "l2") switch
    {
        "" or "l2" => IpvlanMode.L2,
        "l3" => IpvlanMode.L3,
        "l3s" => IpvlanMode.L3S,
        var mode => throw new InvalidArgumentException($"requested ipvlan mode '{mode}' is not valid, 'l2' mode is the ipvlan driver default"),
    };

    public static ushort IpvlanFlagOf(IReadOnlyDictionary<string, string> options) => options.GetValueOrDefault("ipvlan_flag", "bridge") switch
    {
        "" or "bridge" => 0,
        "private" => 1,
        "vepa" => 2,
        var flag => throw new InvalidArgumentException($"requested ipvlan flag '{flag}' is not valid, 'bridge' is the ipvlan driver default"),
    };

    /// <summary><c>net.ipv4.conf.IFNAME.log_martians=1</c>: only parameters of the interface itself.</summary>
    public static (string Path, string Value) ParseSysctl(string setting, string link)
    {
        string[] parts = setting.Trim().Split('=', 2);
        string[] names = parts[0].Split('.');
        return parts.Length == 2 && names is ["net", "ipv4" or "ipv6" or "mpls", "conf" or "neigh" or "input", "IFNAME", _] && names[4].All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? ($"{names[1]}/{names[2]}/{link}/{names[4]}", parts[1])
            : throw new InvalidArgumentException(
                $"invalid sysctl setting '{setting}': expected net.[ipv4|ipv6|mpls].[conf|neigh|input].IFNAME.KEY=VALUE");
    }
}
