using System.Net;
using Engine.Host.Containers;
using Engine.Host.Errors;
using Engine.Host.Networking.Ipam;
using Engine.Host.Networking.Sandboxes;
using Engine.Linux;
using Engine.Linux.Netlink;

namespace Engine.Host.Networking;

internal sealed partial class NetworkService
{
    public async Task RestoreAsync(IReadOnlyList<Container> containers, CancellationToken cancellationToken)
    {
        IReadOnlyList<Network> networks = store.Load();
        foreach (Network network in networks.Where(network => network.Name != "bridge"))
        {
            index.Set(new NetworkState(network));
        }

        await AddPredefinedAsync(networks.FirstOrDefault(network => network.Name == "bridge"));
        foreach (NetworkState state in index.All())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Restore(state);
        }

        foreach (Container container in containers.Where(container => container.State.IsAlive))
        {
            TakeAgain(container);
        }

        try
        {
            firewall.Value.Rebuild();
            firewall.Value.Guard(NetlinkSocket.Open(NetlinkSocket.NETLINK_NETFILTER), logger);
        }
        catch (LinuxException e)
        {
            // Without its rules no container gets a network; all else works.
            NetworkLog.TableBroken(logger, options.Table, e);
        }
    }

    /// <summary>Takes the engine's interfaces and rules out of the kernel when no running container needs them. When the engine stops; its start makes them again.</summary>
    public void Retire()
    {
        if (index.All().Any(state => state.HasInterfaces && !state.Members.IsEmpty))
        {
            return;
        }

        foreach (NetworkState state in index.All().Where(state => state.HasInterfaces))
        {
            Unmake(state);
        }

        try
        {
            firewall.Value.Delete();
        }
        catch (LinuxException e)
        {
            NetworkLog.LeftoverStays(logger, options.Table, e);
        }
    }

    public async Task<Container> AdoptAsync(Container container, int pid)
    {
        if (container.Networks.Count == 0 || container.Configuration.UsesHostNetwork)
        {
            return container;
        }

        if (container.Networks.Any(attachment => attachment.Endpoint is null))
        {
            // Its start was not recorded: what it was given then is not known.
            await SandboxLinks.ClearAsync(pid);
            Container reserved = Reserve(container);
            await OpenAsync(reserved, pid, starts: false);
            return reserved;
        }

        foreach (ISandboxListener listener in listeners)
        {
            await listener.OpenedAsync(container, pid, starts: false);
        }

        return container;
    }

    public void CollectLeftovers()
    {
        HashSet<string> known = [.. index.All().SelectMany(state => state.Members.Values).Select(member => member.Attachment.Endpoint!.HostInterface)];
        foreach (string name in links.FindLeftovers([.. index.All().Select(state => state.Network)], known))
        {
            try
            {
                HostLinks.Delete(name);
                NetworkLog.LeftoverRemoved(logger, "interface " + name);
            }
            catch (LinuxException e)
            {
                NetworkLog.LeftoverStays(logger, "interface " + name, e);
            }
        }
    }

    private async Task AddPredefinedAsync(Network? stored)
    {
        List<Network> missing = [];
        foreach ((string name, string driver) in new[] { ("host", NetworkDrivers.Host), ("none", NetworkDrivers.Null) })
        {
            if (index.Named(name) is null)
            {
                missing.Add(new Network { Id = NewId(), Name = name, Created = time.GetUtcNow(), Driver = driver });
            }
        }

        Network bridge = DefaultBridge(stored);
        if (stored is null || bridge.Interface != stored.Interface || !bridge.Pools.SequenceEqual(stored.Pools))
        {
            missing.Add(bridge);
        }
        else
        {
            bridge = stored;
        }

        if (missing.Count > 0)
        {
            await store.SaveAsync(missing);
        }

        index.Set(new NetworkState(bridge));
        missing.Where(network => network.Name != "bridge").ToList().ForEach(network => index.Set(new NetworkState(network)));
    }

    // What the administrator says goes before what was chosen once.
    private Network DefaultBridge(Network? stored)
    {
        IReadOnlyList<IpamPool> pools = stored?.Pools ?? [];
        if (options.BridgeAddress is { } given)
        {
            pools = [new IpamPool { Subnet = AddressRange.NetworkOf(given.Address, given.PrefixLength).ToString(), Gateway = given.Address.ToString() }];
        }
        else if (pools.Count == 0)
        {
            List<AddressRange> used =
                [.. HostLinks.UsedRanges(), .. index.All().Where(state => !state.Network.ConfigOnly).SelectMany(state => state.Network.Pools).Select(pool => AddressRange.Of(pool.Network))];
            IPNetwork chosen = subnets.Choose(System.Net.Sockets.AddressFamily.InterNetwork, used);
            pools = [new IpamPool { Subnet = chosen.ToString(), Gateway = AddressAllocator.FirstOf(chosen).ToString() }];
        }

        return new Network
        {
            Id = stored?.Id ?? NewId(),
            Name = "bridge",
            Created = stored?.Created ?? time.GetUtcNow(),
            Driver = NetworkDrivers.Bridge,
            EnableIPv4 = pools.Any(pool => !pool.IsIPv6),
            EnableIPv6 = pools.Any(pool => pool.IsIPv6),
            Interface = options.Bridge,
            Pools = pools,
            Options = new Dictionary<string, string>
            {
                [BridgeOptions.DefaultBridgeKey] = "true",
                [BridgeOptions.IccKey] = "true",
                [BridgeOptions.MasqueradeKey] = "true",
                [BridgeOptions.HostBindingKey] = "0.0.0.0",
                [BridgeOptions.NameKey] = options.Bridge,
                [BridgeOptions.MtuKey] = "1500",
            },
        };
    }

    // One network that fails must not keep the engine from its containers.
    private void Restore(NetworkState state)
    {
        try
        {
            if (state.IsBridge)
            {
                state.Link = links.EnsureBridge(state);
                firewall.Value.Note(state.Firewall);
            }
            else if (state.HasInterfaces)
            {
                state.Link = ParentLinks.Require(state);
            }
        }
        catch (Exception e) when (e is LinuxException or EngineException)
        {
            NetworkLog.NetworkFailed(logger, state.Network.Name, e);
        }
    }

    private void TakeAgain(Container container)
    {
        foreach (NetworkAttachment attachment in container.Networks)
        {
            if (attachment.Endpoint is { } endpoint && index.TryGet(attachment.NetworkId) is { } state)
            {
                if (endpoint.IPv4Address.Length > 0)
                {
                    state.IPv4?.TryTake(IPAddress.Parse(endpoint.IPv4Address));
                }

                if (endpoint.IPv6Address.Length > 0)
                {
                    state.IPv6?.TryTake(IPAddress.Parse(endpoint.IPv6Address));
                }

                state.Members[container.Id] = new NetworkMember(container.Id, attachment);
            }
        }

        if (container.Ports.Count == 0)
        {
            return;
        }

        foreach (PublishedPort lost in publisher.TakeAgain(container.Ports))
        {
            NetworkLog.PortLost(logger, $"{lost.HostIP}:{lost.HostPort}/{lost.Protocol}", container.Id);
        }

        firewall.Value.Note(FirewallPorts(container));
        Relay(container);
    }
}
