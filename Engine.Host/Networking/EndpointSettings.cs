namespace Engine.Host.Networking;

/// <summary>What a client asks for on one network of a container.</summary>
internal sealed record EndpointSettings
{
    /// <summary>Further names of the container on this network.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Names by which this container knows others: <c>CONTAINER[:ALIAS]</c>.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>A fixed IPv4 address, or null.</summary>
    public string? IPv4Address { get; init; }

    /// <summary>A fixed IPv6 address, or null.</summary>
    public string? IPv6Address { get; init; }

    /// <summary>Further link-local addresses of the interface.</summary>
    public IReadOnlyList<string> LinkLocalAddresses { get; init; } = [];

    /// <summary>A fixed MAC address, or null.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Driver options of the endpoint, such as <c>com.docker.network.endpoint.ifname</c>.</summary>
    public IReadOnlyDictionary<string, string> DriverOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>The network with the highest gives the default gateway; among equals the first by name.</summary>
    public int GatewayPriority { get; init; }
}
