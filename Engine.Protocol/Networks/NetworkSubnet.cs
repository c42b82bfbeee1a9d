namespace Engine.Protocol;

/// <summary>A subnet that a network gives addresses from.</summary>
public sealed record NetworkSubnet
{
    /// <summary>The subnet, <c>172.30.5.0/24</c>; null in what is asked for: one of the engine's choice.</summary>
    public string? Subnet { get; init; }

    /// <summary>The gateway's address; null in what is asked for: the subnet's first.</summary>
    public string? Gateway { get; init; }

    /// <summary>The part of the subnet that containers get addresses from, or null for all of it.</summary>
    public string? Range { get; init; }

    /// <summary>Addresses that no container gets, by a name for whose they are.</summary>
    public IReadOnlyDictionary<string, string>? Reserved { get; init; }
}
