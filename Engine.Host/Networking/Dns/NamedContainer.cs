using System.Net;
using Engine.Host.Containers;
using Engine.Host.Networking.Dns.Files;
using Engine.Host.Networking.Dns.Names;

namespace Engine.Host.Networking.Dns;

/// <summary>A running container as name resolution sees it, at one moment.</summary>
internal sealed record NamedContainer
{
    /// <summary>Its networks with the engine's own names, by network id.</summary>
    public required IReadOnlyDictionary<string, NamedEndpoint> Endpoints { get; init; }

    /// <summary>Lines of its hosts.</summary>
    public required IReadOnlyList<string> HostsLines { get; init; }

    /// <summary>What it may ask.</summary>
    public required ResolverScope Scope { get; init; }

    /// <summary>It has an address of IPv6.</summary>
    public required bool HasIPv6 { get; init; }

    /// <summary>Describes a container.</summary>
    /// <param name="container">With addresses.</param>
    /// <param name="find">A network by its id.</param>
    /// <param name="zoneOf">A network's names.</param>
    /// <param name="linkLines">Lines of hosts for what it is linked with on the default bridge.</param>
    public static NamedContainer Of(
        Container container, Func<string, Network?> find, Func<Network, NetworkZone> zoneOf, IEnumerable<string> linkLines)
    {
        var configuration = container.Configuration;
        List<(NetworkAttachment Attachment, Endpoint Endpoint, Network Network)> connected = [];
        foreach (var attachment in container.Networks)
        {
            if (attachment.Endpoint is { } endpoint && find(attachment.NetworkId) is { } network)
            {
                connected.Add((attachment, endpoint, network));
            }
        }

        var addresses = connected.SelectMany(bond => AddressesOf(bond.Endpoint)).ToList();
        var named = connected.Where(bond => bond.Network.HasNameService).ToList();
        return new NamedContainer
        {
            Endpoints = named.ToDictionary(
                bond => bond.Network.Id,
                bond => new NamedEndpoint(
                    container.Id,
                    container.Name,
                    [.. bond.Attachment.Settings.Aliases, container.ShortId, configuration.Hostname],
                    AddressesOf(bond.Endpoint).Select(IPAddress.Parse))),
            HostsLines = [.. linkLines, .. addresses.Select(address => HostsFile.OwnLine(address, configuration.Hostname, configuration.Domainname))],
            HasIPv6 = connected.Any(bond => bond.Endpoint.IPv6Address.Length > 0),
            Scope = ScopeOf(configuration, named, zoneOf, forwards: connected.Any(bond => !bond.Network.Internal)),
        };
    }

    private static ResolverScope ScopeOf(
        ContainerConfiguration configuration, List<(NetworkAttachment Attachment, Endpoint Endpoint, Network Network)> named, Func<Network, NetworkZone> zoneOf,
        bool forwards) => new()
        {
            // As dockerd: the network that may give the way out first, of those one with both families.
            Networks =
            [
                .. named.OrderBy(bond => bond.Network.Internal)
                    .ThenByDescending(bond => bond.Attachment.Settings.GatewayPriority)
                    .ThenByDescending(bond => bond.Endpoint.IPv6Address.Length > 0)
                    .ThenBy(bond => bond.Network.Name, StringComparer.Ordinal)
                    .Select(bond => new ScopedNetwork(zoneOf(bond.Network), bond.Attachment.Settings.Links.Select(ParseLink))),
            ],
            Forwards = forwards,
            Servers = configuration.Dns.Count > 0 ? new Upstream.NameServerList(configuration.Dns.Select(IPAddress.Parse)) : null,
            KeepsSingleLabels = configuration.DnsOptions.Any(option => option.StartsWith("ndots:", StringComparison.Ordinal) && option != "ndots:0"),
        };

    private static IEnumerable<string> AddressesOf(Endpoint endpoint) => new[] { endpoint.IPv4Address, endpoint.IPv6Address }.Where(address => address.Length > 0);

    /// <summary><c>CONTAINER[:ALIAS]</c> as alias and container.</summary>
    public static KeyValuePair<string, string> ParseLink(string link)
    {
        var parts = link.Split(':', 2);
        var name = parts[0].TrimStart('/');
        return new(parts.Length == 2 ? parts[1][(parts[1].LastIndexOf('/') + 1)..] : name, name);
    }
}
