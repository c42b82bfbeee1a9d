namespace Engine.Protocol;

/// <summary>A container's place on a network.</summary>
public sealed record EndpointInfo
{
    /// <summary>The network's name.</summary>
    public required string Network { get; init; }

    /// <summary>The container's id.</summary>
    public required string ContainerId { get; init; }

    /// <summary>The container's name.</summary>
    public required string ContainerName { get; init; }

    /// <summary>Further names of the container on the network.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The interface's name in the container; null: the container does not run.</summary>
    public string? Interface { get; init; }

    /// <summary>The interface's hardware address, or null.</summary>
    public string? MacAddress { get; init; }

    /// <summary>The address of IPv4 with its prefix length, <c>172.30.5.2/24</c>, or null.</summary>
    public string? IPv4Address { get; init; }

    /// <summary>The address of IPv6 with its prefix length, or null.</summary>
    public string? IPv6Address { get; init; }

    /// <summary>The gateway of IPv4, or null.</summary>
    public string? IPv4Gateway { get; init; }

    /// <summary>The gateway of IPv6, or null.</summary>
    public string? IPv6Gateway { get; init; }
}
