using System.Net;
using System.Net.Sockets;
using Engine.Host.Errors;

namespace Engine.Host.Networking;

/// <summary>The options of the bridge driver (Docker's <c>com.docker.network.*</c>). Unknown ones are kept and mean nothing.</summary>
internal sealed record BridgeOptions
{
    public const string NameKey = "com.docker.network.bridge.name";
    public const string DefaultBridgeKey = "com.docker.network.bridge.default_bridge";
    public const string IccKey = "com.docker.network.bridge.enable_icc";
    public const string MasqueradeKey = "com.docker.network.bridge.enable_ip_masquerade";
    public const string HostBindingKey = "com.docker.network.bridge.host_binding_ipv4";
    public const string MtuKey = "com.docker.network.driver.mtu";
    public const string InhibitIPv4Key = "com.docker.network.bridge.inhibit_ipv4";
    public const string PrefixKey = "com.docker.network.container_iface_prefix";
    public const string OtherPrefixKey = "com.docker.network.container_interface_prefix";

    private const int LongestInterfaceName = 15;

    public string Name { get; private init; } = "";

    /// <summary>Containers on it reach each other.</summary>
    public bool Icc { get; private init; } = true;

    /// <summary>Packets to the outside get the host's address.</summary>
    public bool Masquerade { get; private init; } = true;

    /// <summary>Where ports are published when nobody says, or null for everywhere.</summary>
    public IPAddress? HostBinding { get; private init; }

    /// <summary>Bytes, or 0.</summary>
    public int Mtu { get; private init; }

    /// <summary>The bridge itself gets no IPv4 address.</summary>
    public bool InhibitIPv4 { get; private init; }

    /// <summary>How interfaces in containers are called, before their number.</summary>
    public string InterfacePrefix { get; private init; } = "eth";

    /// <summary>The host's address for packets to the outside, or null.</summary>
    public IPAddress? HostAddress { get; private init; }

    /// <summary>Interfaces by which containers may be reached directly.</summary>
    public IReadOnlyList<string> TrustedInterfaces { get; private init; } = [];

    public GatewayMode GatewayModeIPv4 { get; private init; }

    public GatewayMode GatewayModeIPv6 { get; private init; }

    /// <exception cref="InvalidArgumentException">A value that is none.</exception>
    public static BridgeOptions Parse(IReadOnlyDictionary<string, string> options)
    {
        var parsed = new BridgeOptions();
        foreach ((string key, string value) in options)
        {
            parsed = key switch
            {
                NameKey => parsed with { Name = InterfaceName(value) },
                IccKey => parsed with { Icc = OptionValue.Boolean(key, value) },
                MasqueradeKey => parsed with { Masquerade = OptionValue.Boolean(key, value) },
                HostBindingKey => parsed with { HostBinding = IPv4(key, value) },
                MtuKey => parsed with { Mtu = Size(key, value) },
                InhibitIPv4Key => parsed with { InhibitIPv4 = OptionValue.Boolean(key, value) },
                PrefixKey or OtherPrefixKey => parsed with { InterfacePrefix = value },
                "com.docker.network.host_ipv4" => parsed with { HostAddress = IPv4(key, value) },
                "com.docker.network.bridge.trusted_host_interfaces" => parsed with { TrustedInterfaces = value.Split(':', StringSplitOptions.RemoveEmptyEntries) },
                "com.docker.network.bridge.gateway_mode_ipv4" => parsed with { GatewayModeIPv4 = Mode(value) },
                "com.docker.network.bridge.gateway_mode_ipv6" => parsed with { GatewayModeIPv6 = Mode(value) },
                _ => parsed,
            };
        }

        return parsed;
    }

    private static string InterfaceName(string name) =>
        System.Text.Encoding.UTF8.GetByteCount(name) <= LongestInterfaceName && name is not ("." or "..") && !name.AsSpan().ContainsAny('/', ' ', ':')
            ? name
            : throw new InvalidArgumentException($"invalid bridge name: {name}");

    private static int Size(string key, string value) => OptionValue.Integer(key, value) switch
    {
        0 => 0,
        < 68 => throw new InvalidArgumentException($"invalid MTU {value}: the least that IPv4 needs is 68"),
        > 65535 => throw new InvalidArgumentException($"invalid MTU {value}: the most that an interface takes is 65535"),
        var size => size,
    };

    private static IPAddress? IPv4(string key, string value) => value.Length == 0 ? null
        : IPAddress.TryParse(value, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork ? address
        : throw new InvalidArgumentException($"failed to parse {key} value: {value} (not an IPv4 address)");

    private static GatewayMode Mode(string value) => value switch
    {
        "" or "nat" => GatewayMode.Nat,
        "nat-unprotected" => GatewayMode.Unprotected,
        "routed" => GatewayMode.Routed,
        "isolated" => GatewayMode.Isolated,
        _ => throw new InvalidArgumentException($"unknown gateway mode {value}"),
    };
}
