using Engine.Host.Containers;
using Engine.Host.Networking.Firewall;
using Engine.Host.Networking.Ports;
using Engine.Host.Networking.Sandboxes;
using Engine.Host.Storage;
using Engine.Linux;
using Engine.Linux.Netlink;
using Engine.Linux.Nftables;

namespace Engine.Host.Networking;

/// <summary>
/// Compares what the database says of networks with interfaces and rules in the kernel. Meant for when no daemon runs; containers may. What
/// is missing is no fault: the next start makes it.
/// </summary>
internal sealed class NetworkCheck(NetworkServiceOptions options, NetworkStore store)
{
    private static readonly NftSet[] s_ports =
    [
        FirewallSets.Ports4, FirewallSets.Ports6, FirewallSets.AddressPorts4, FirewallSets.AddressPorts6, FirewallSets.Reachable4, FirewallSets.Reachable6,
    ];

    // The kernel takes a moment to take down what belonged to a namespace.
    private static readonly TimeSpan s_secondLook = TimeSpan.FromMilliseconds(500);

    /// <summary>What is there and belongs to nothing.</summary>
    /// <param name="containers">The containers there are.</param>
    /// <param name="repair">Remove it.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<IReadOnlyList<StoreFinding>> RunAsync(IReadOnlyList<Container> containers, bool repair, CancellationToken cancellationToken)
    {
        IReadOnlyList<Network> networks = store.Load();
        List<Container> running = [.. containers.Where(container => container.State.IsAlive)];
        var findings = new List<StoreFinding>(Ports(networks, running, repair));
        HashSet<string> endpoints = [.. running.SelectMany(container => container.Networks).Select(attachment => attachment.Endpoint?.HostInterface ?? "")];
        var links = new HostLinks(options);
        IReadOnlyList<string> leftovers = links.FindLeftovers(networks, endpoints);
        if (leftovers.Count > 0)
        {
            await Task.Delay(s_secondLook, cancellationToken);
            HashSet<string> still = [.. links.FindLeftovers(networks, endpoints)];
            foreach (string name in leftovers.Where(still.Contains))
            {
                findings.Add(Finding($"interface {name}", repair, () => HostLinks.Delete(name)));
            }
        }

        return findings;
    }

    private IEnumerable<StoreFinding> Ports(IReadOnlyList<Network> networks, List<Container> running, bool repair)
    {
        Dictionary<string, NetworkState> states = networks.ToDictionary(network => network.Id, network => new NetworkState(network));
        HashSet<string> expected =
        [
            .. running.SelectMany(container => PortTargets.Of(container, SandboxGateways.Choose(container.Networks, states.GetValueOrDefault)))
                .Select(FirewallElements.Of).Select(pair => $"{pair.Set.Name} {pair.Element}"),
        ];
        using NetlinkSocket socket = NetlinkSocket.Open(NetlinkSocket.NETLINK_NETFILTER);
        foreach (NftSet set in s_ports)
        {
            IReadOnlyList<NftElement> elements;
            try
            {
                elements = NftBatch.Read(socket, NftFamily.Inet, options.Table, set);
            }
            catch (LinuxException e) when (e.Errno is Errno.ENOENT)
            {
                yield break;
            }

            foreach (NftElement element in elements.Where(element => !expected.Contains($"{set.Name} {element}")))
            {
                yield return Finding($"published port {set.Name} {element}", repair, () =>
                {
                    var batch = new NftBatch(NftFamily.Inet, options.Table);
                    batch.DeleteElements(set, [element]);
                    batch.Commit(socket);
                });
            }
        }
    }

    private static StoreFinding Finding(string what, bool repair, Action remove)
    {
        bool repaired = false;
        if (repair)
        {
            try
            {
                remove();
                repaired = true;
            }
            catch (LinuxException)
            {
                // It stays a finding.
            }
        }

        return new StoreFinding(what, "belongs to no running container and no network", repaired);
    }
}
