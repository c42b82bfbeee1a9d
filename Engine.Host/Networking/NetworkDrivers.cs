namespace Engine.Host.Networking;

/// <summary>The drivers there are, by Docker's names.</summary>
internal static class NetworkDrivers
{
    public const string Bridge = "bridge";
    public const string Host = "host";
    public const string Null = "null";
    public const string Macvlan = "macvlan";
    public const string Ipvlan = "ipvlan";

    /// <summary>Those a client can make networks with.</summary>
    public static IReadOnlyList<string> All { get; } = [Bridge, Host, Ipvlan, Macvlan, Null];
}
