namespace Engine.Host.Networking;

/// <summary>
/// A network as it was made. Immutable, and the document its row in the database holds; who is on it is
/// <see cref="INetworkService.MembersOf"/>'s to say.
/// </summary>
internal sealed record Network
{
    /// <summary>64 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The name, unique in this engine.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>One of <see cref="NetworkDrivers"/>; empty for a network that is only a configuration.</summary>
    public required string Driver { get; init; }

    /// <summary>Containers get IPv4 addresses.</summary>
    public bool EnableIPv4 { get; init; } = true;

    /// <summary>Containers get IPv6 addresses.</summary>
    public bool EnableIPv6 { get; init; }

    /// <summary>No way out, and no way in.</summary>
    public bool Internal { get; init; }

    /// <summary>Kept for clients: any container may be attached to a network of one machine.</summary>
    public bool Attachable { get; init; }

    /// <summary>Only a configuration that other networks are made from.</summary>
    public bool ConfigOnly { get; init; }

    /// <summary>The network whose configuration this one took, or empty.</summary>
    public string ConfigFrom { get; init; } = "";

    /// <summary>Address management as the client asked for it, options included.</summary>
    public string IpamDriver { get; init; } = "default";

    /// <summary>Options of the address management, or null when none were given.</summary>
    public IReadOnlyDictionary<string, string>? IpamOptions { get; init; }

    /// <summary>The subnets: one for IPv4 and one for IPv6 at most.</summary>
    public IReadOnlyList<IpamPool> Pools { get; init; } = [];

    /// <summary>Driver options.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The host's interface that stands for it (a bridge, or the parent of macvlan and ipvlan), or empty.</summary>
    public string Interface { get; init; } = "";

    /// <summary>One of those every engine has: <c>bridge</c>, <c>host</c>, <c>none</c>.</summary>
    internal bool IsPredefined => Name is "bridge" or "host" or "none";

    /// <summary>Names are resolved on it by the engine's own DNS server: on every network with addresses but the default bridge.</summary>
    internal bool HasNameService => !IsPredefined && Driver is NetworkDrivers.Bridge or NetworkDrivers.Macvlan or NetworkDrivers.Ipvlan;

    /// <summary>The first 12 digits of the id.</summary>
    internal string ShortId => Id[..12];
}
