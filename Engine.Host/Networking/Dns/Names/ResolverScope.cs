using Engine.Host.Networking.Dns.Messages;
using Engine.Host.Networking.Dns.Upstream;

namespace Engine.Host.Networking.Dns.Names;

/// <summary>What one container may ask: names of its networks, and whether and whom the server asks for it beyond them.</summary>
internal sealed record ResolverScope
{
    /// <summary>Its networks, the one whose addresses are preferred first.</summary>
    public required ScopedNetwork[] Networks { get; init; }

    /// <summary>Ask others for what the networks don't know. Never for a container that has internal networks only (CVE-2024-29018).</summary>
    public required bool Forwards { get; init; }

    /// <summary>The container's own name servers, asked from its own network namespace; null: the host's.</summary>
    public NameServerList? Servers { get; init; }

    /// <summary>The container set <c>ndots</c> itself: names of one label are completed by its search domains, and not asked for as they are.</summary>
    public bool KeepsSingleLabels { get; init; }

    /// <summary>Looks a name up in all networks, also as <c>NAME.NETWORK</c>.</summary>
    /// <param name="name">The name's text (<see cref="DnsName"/>).</param>
    /// <param name="v6">Which addresses are wanted.</param>
    /// <param name="addresses">Receives them in any order, as many as fit.</param>
    /// <returns>How many; 0: the name is known, but not with such addresses; -1: it is not known.</returns>
    public int Find(ReadOnlySpan<char> name, bool v6, Span<DnsAddress> addresses)
    {
        var known = -1;
        for (var end = name.Length; end > 0; end = name[..end].LastIndexOf('.'))
        {
            var network = end < name.Length ? name[(end + 1)..] : default;
            foreach (var scoped in Networks)
            {
                if (!network.IsEmpty && !network.SequenceEqual(scoped.Zone.Key))
                {
                    continue;
                }

                var count = scoped.Find(name[..end], v6, addresses);
                if (count > 0)
                {
                    // No client should always get the same of several.
                    Random.Shared.Shuffle(addresses[..count]);
                    return count;
                }

                known = Math.Max(known, count);
            }
        }

        return known;
    }

    /// <summary>Looks up who has an address: <c>CONTAINER.NETWORK</c>.</summary>
    /// <returns>The text's length, or 0.</returns>
    public int FindHost(DnsAddress address, Span<char> text)
    {
        foreach (var scoped in Networks)
        {
            if (scoped.Zone.FindHost(address) is { } host)
            {
                return text.TryWrite($"{host}.{scoped.Zone.Name}", out var length) ? length : 0;
            }
        }

        return 0;
    }
}
