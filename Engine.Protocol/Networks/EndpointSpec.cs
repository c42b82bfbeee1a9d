namespace Engine.Protocol;

/// <summary>What a container is to have on a network.</summary>
public sealed record EndpointSpec
{
    /// <summary>The network: a name or an id.</summary>
    public required string Network { get; init; }

    /// <summary>Further names of the container on the network.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Names by which it knows others there, <c>CONTAINER[:ALIAS]</c>.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Its address of IPv4; null: one of the engine's choice.</summary>
    public string? IPv4Address { get; init; }

    /// <summary>Its address of IPv6; null: one of the engine's choice.</summary>
    public string? IPv6Address { get; init; }

    /// <summary>Its hardware address; null: one of the engine's choice.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Of several networks the one with the highest number gives the way out.</summary>
    public int GatewayPriority { get; init; }

    /// <summary>Options of the driver.</summary>
    public IReadOnlyDictionary<string, string>? Options { get; init; }
}
