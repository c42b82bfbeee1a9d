namespace Engine.Protocol;

/// <summary>A network as it is asked for.</summary>
public sealed record NetworkSpec
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The driver; null: <c>bridge</c>.</summary>
    public string? Driver { get; init; }

    /// <summary>Containers get addresses of IPv4.</summary>
    public bool IPv4 { get; init; } = true;

    /// <summary>Containers get addresses of IPv6.</summary>
    public bool IPv6 { get; init; }

    /// <summary>Nothing leads out of it or into it.</summary>
    public bool Internal { get; init; }

    /// <summary>Its subnets; a family without one gets one of the engine's choice.</summary>
    public IReadOnlyList<NetworkSubnet> Subnets { get; init; } = [];

    /// <summary>Options of the driver, Docker's: <c>com.docker.network.driver.mtu</c>, <c>parent</c>, …</summary>
    public IReadOnlyDictionary<string, string>? Options { get; init; }

    /// <summary>Labels.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
