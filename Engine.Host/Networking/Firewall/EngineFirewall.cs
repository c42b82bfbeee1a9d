using Engine.Linux;
using Engine.Linux.Netlink;
using Engine.Linux.Nftables;

namespace Engine.Host.Networking.Firewall;

/// <summary>
/// The engine's one nf_tables table. What should be in it is kept here too: every change is one batch, and the whole can be made again in one.
/// </summary>
/// <param name="socket">A socket of <see cref="NetlinkSocket.NETLINK_NETFILTER"/>; owned.</param>
/// <param name="table">The table's name, this engine's alone.</param>
internal sealed class EngineFirewall(NetlinkSocket socket, string table) : IDisposable
{
    private const int StackSize = 256 * 1024;

    // A program that fights for the table must not keep the engine busy.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly ManualResetEventSlim deleted = new();
    private readonly Dictionary<string, FirewallNetwork> networks = [];
    private readonly HashSet<FirewallPort> ports = [];

    /// <summary>The table's name.</summary>
    public string Table => table;

    /// <summary>Takes note of a network; <see cref="Rebuild"/> makes it so. For the engine's start.</summary>
    public void Note(FirewallNetwork network)
    {
        lock (gate)
        {
            networks[network.Interface] = network;
        }
    }

    /// <summary>Takes note of ports; <see cref="Rebuild"/> makes it so. For the engine's start.</summary>
    public void Note(IEnumerable<FirewallPort> published)
    {
        lock (gate)
        {
            ports.UnionWith(published);
        }
    }

    /// <summary>Makes the table anew, whatever was in it: in one step, so that no packet meets half of it.</summary>
    /// <exception cref="LinuxException">The table is as before.</exception>
    public void Rebuild()
    {
        lock (gate)
        {
            // Deleting needs something to delete.
            var batch = new NftBatch(NftFamily.Inet, table);
            batch.AddTable();
            batch.DeleteTable();
            batch.AddTable();
            foreach (NftSet set in FirewallSets.All)
            {
                batch.AddSet(set);
            }

            foreach (NftChain chain in FirewallChains.All)
            {
                batch.AddChain(chain);
            }

            foreach (NftChain chain in FirewallChains.All)
            {
                foreach (NftRule rule in chain.Rules)
                {
                    batch.AddRule(chain.Name, rule);
                }
            }

            Add(batch, networks.Values.SelectMany(FirewallElements.Of).Concat(ports.Select(FirewallElements.Of)));
            batch.Commit(socket);
        }
    }

    /// <summary>Lets a network in.</summary>
    /// <exception cref="LinuxException">Nothing was changed.</exception>
    public void Add(FirewallNetwork network)
    {
        lock (gate)
        {
            networks[network.Interface] = network;
            Change(batch => Add(batch, FirewallElements.Of(network)), () => networks.Remove(network.Interface));
        }
    }

    /// <summary>Forgets a network.</summary>
    public void Remove(FirewallNetwork network)
    {
        lock (gate)
        {
            if (networks.Remove(network.Interface, out FirewallNetwork? known))
            {
                Change(batch => Delete(batch, FirewallElements.Of(known)), () => networks[known.Interface] = known);
            }
        }
    }

    /// <summary>Publishes ports.</summary>
    /// <exception cref="LinuxException">Nothing was changed.</exception>
    public void Add(IReadOnlyCollection<FirewallPort> published)
    {
        lock (gate)
        {
            if (published.Count > 0)
            {
                ports.UnionWith(published);
                Change(batch => Add(batch, published.Select(FirewallElements.Of)), () => ports.ExceptWith(published));
            }
        }
    }

    /// <summary>Publishes ports no more.</summary>
    public void Remove(IEnumerable<FirewallPort> published)
    {
        lock (gate)
        {
            List<FirewallPort> known = [.. published.Where(ports.Remove)];
            if (known.Count > 0)
            {
                Change(batch => Delete(batch, known.Select(FirewallElements.Of)), () => ports.UnionWith(known));
            }
        }
    }

    /// <summary>Makes the table again whenever another program has taken something out of it: a flushed ruleset must not open what was closed (CVE-2025-54410).</summary>
    /// <param name="notifications">A socket of <see cref="NetlinkSocket.NETLINK_NETFILTER"/> for this alone.</param>
    /// <param name="logger">Hears of it.</param>
    public void Guard(NetlinkSocket notifications, ILogger logger)
    {
        var watch = new NftWatch(notifications, table, socket.Port);
        var thread = new Thread(() => Guard(watch, logger), StackSize) { IsBackground = true, Name = "firewall" };
        thread.Start();
    }

    /// <summary>Takes the whole table away.</summary>
    public void Delete()
    {
        lock (gate)
        {
            deleted.Set();
            var batch = new NftBatch(NftFamily.Inet, table);
            batch.AddTable();
            batch.DeleteTable();
            batch.Commit(socket);
        }
    }

    /// <summary>The table stays: containers go on without this process.</summary>
    public void Dispose()
    {
        deleted.Set();
        socket.Dispose();
    }

    private static void Add(NftBatch batch, IEnumerable<(NftSet Set, NftElement Element)> elements)
    {
        foreach (IGrouping<NftSet, (NftSet, NftElement Element)> group in elements.GroupBy(element => element.Set))
        {
            batch.AddElements(group.Key, group.Select(pair => pair.Element));
        }
    }

    private static void Delete(NftBatch batch, IEnumerable<(NftSet Set, NftElement Element)> elements)
    {
        foreach (IGrouping<NftSet, (NftSet, NftElement Element)> group in elements.GroupBy(element => element.Set))
        {
            batch.DeleteElements(group.Key, group.Select(pair => pair.Element));
        }
    }

    private void Guard(NftWatch watch, ILogger logger)
    {
        while (!deleted.Wait(s_pause))
        {
            try
            {
                watch.WaitForLoss();
                if (!deleted.IsSet)
                {
                    Rebuild();
                    NetworkLog.TableHealed(logger, table);
                }
            }
            catch (LinuxException e)
            {
                NetworkLog.TableBroken(logger, table, e);
            }
        }
    }

    private void Change(Action<NftBatch> write, Action revert)
    {
        var batch = new NftBatch(NftFamily.Inet, table);
        write(batch);
        try
        {
            batch.Commit(socket);
        }
        catch (LinuxException e) when (e.Errno is Errno.ENOENT)
        {
            // Somebody flushed the ruleset.
            Rebuild();
        }
        catch
        {
            revert();
            throw;
        }
    }
}
