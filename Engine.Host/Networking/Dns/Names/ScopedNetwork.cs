using Engine.Host.Networking.Dns.Messages;

namespace Engine.Host.Networking.Dns.Names;

/// <summary>A network as one container sees it: with names that only this container has for others (<c>--link NAME:ALIAS</c>).</summary>
internal sealed class ScopedNetwork
{
    private readonly Dictionary<string, string> _links = [];

    /// <param name="zone">The network's names.</param>
    /// <param name="links">Names in the network by alias.</param>
    public ScopedNetwork(NetworkZone zone, IEnumerable<KeyValuePair<string, string>>? links = null)
    {
        Zone = zone;
        foreach (var (alias, target) in links ?? [])
        {
            if (DnsName.ToKey(alias) is { } aliasKey && DnsName.ToKey(target) is { } targetKey)
            {
                _links[aliasKey] = targetKey;
            }
        }
    }

    /// <summary>The network's names.</summary>
    public NetworkZone Zone { get; }

    /// <inheritdoc cref="NetworkZone.Find"/>
    public int Find(ReadOnlySpan<char> key, bool v6, Span<DnsAddress> addresses) =>
        _links.Count > 0 && _links.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var target)
            ? Zone.Find(target, v6, addresses)
            : Zone.Find(key, v6, addresses);
}
