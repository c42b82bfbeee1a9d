namespace Engine.Host.Networking;

/// <summary>A container's place on a network while it runs.</summary>
internal sealed record Endpoint
{
    /// <summary>64 hexadecimal digits, new at every start.</summary>
    public required string Id { get; init; }

    /// <summary>The interface's name in the container: <c>eth0</c>.</summary>
    public string InterfaceName { get; init; } = "";

    /// <summary>The host's end of the pair, or empty for drivers without one.</summary>
    public string HostInterface { get; init; } = "";

    /// <summary>The MAC address, or empty.</summary>
    public string MacAddress { get; init; } = "";

    /// <summary>The IPv4 address, or empty.</summary>
    public string IPv4Address { get; init; } = "";

    /// <summary>Prefix length of the IPv4 subnet.</summary>
    public int IPv4PrefixLength { get; init; }

    /// <summary>The network's IPv4 gateway, or empty.</summary>
    public string IPv4Gateway { get; init; } = "";

    /// <summary>The IPv6 address, or empty.</summary>
    public string IPv6Address { get; init; } = "";

    /// <summary>Prefix length of the IPv6 subnet.</summary>
    public int IPv6PrefixLength { get; init; }

    /// <summary>The network's IPv6 gateway, or empty.</summary>
    public string IPv6Gateway { get; init; } = "";
}
