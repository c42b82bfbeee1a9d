namespace Engine.Protocol;

/// <summary>A network as it is.</summary>
public sealed record NetworkInfo
{
    /// <summary>Its id, 64 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary><c>bridge</c>, <c>host</c>, <c>null</c>, <c>macvlan</c> or <c>ipvlan</c>.</summary>
    public required string Driver { get; init; }

    /// <summary>Containers get addresses of IPv4.</summary>
    public bool IPv4 { get; init; }

    /// <summary>Containers get addresses of IPv6.</summary>
    public bool IPv6 { get; init; }

    /// <summary>Nothing leads out of it or into it.</summary>
    public bool Internal { get; init; }

    /// <summary>One that every engine has and that cannot be removed.</summary>
    public bool Predefined { get; init; }

    /// <summary>Its subnets.</summary>
    public IReadOnlyList<NetworkSubnet> Subnets { get; init; } = [];

    /// <summary>The host's interface that stands for it, or null.</summary>
    public string? Interface { get; init; }

    /// <summary>Options of its driver.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>Labels.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Running containers on it.</summary>
    public IReadOnlyList<EndpointInfo> Endpoints { get; init; } = [];
}
