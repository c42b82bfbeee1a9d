using System.Net;
using System.Net.Sockets;
using Engine.Host.Errors;
using Engine.Host.Networking.Ipam;
using Engine.Host.Networking.Sandboxes;
using Engine.Linux;

namespace Engine.Host.Networking;

internal sealed partial class NetworkService
{
    public async Task<CreateNetworkResult> CreateAsync(NetworkSpec spec, CancellationToken cancellationToken)
    {
        NetworkSpecReader.Check(spec);
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (index.Named(spec.Name) is not null)
            {
                throw NetworkErrors.NameInUse(spec.Name);
            }

            var state = new NetworkState(Describe(WithConfiguration(spec)));
            CheckInterface(state.Network);
            Make(state);
            try
            {
                await store.SaveAsync(state.Network);
            }
            catch
            {
                Unmake(state);
                throw;
            }

            index.Set(state);
            Publish(state.Network, "create");
            return new CreateNetworkResult(state.Network.Id, "");
        }
        finally
        {
            gate.Release();
        }
    }

    // A configuration gives everything but the name and what it is labelled.
    private NetworkSpec WithConfiguration(NetworkSpec spec)
    {
        if (spec.ConfigFrom.Length == 0)
        {
            return spec;
        }

        Network configuration = Find(spec.ConfigFrom).Network;
        if (!configuration.ConfigOnly)
        {
            throw new ForbiddenException($"{spec.ConfigFrom} is not a configuration-only network");
        }

        if (spec.Pools.Count > 0 || spec.Options.Count > 0)
        {
            throw new ForbiddenException("user specified configurations are not supported if the network depends on a configuration network");
        }

        return spec with
        {
            Pools = configuration.Pools,
            Options = configuration.Options,
            EnableIPv4 = configuration.EnableIPv4,
            EnableIPv6 = configuration.EnableIPv6,
            IpamDriver = configuration.IpamDriver,
            IpamOptions = configuration.IpamOptions,
        };
    }

    private Network Describe(NetworkSpec spec)
    {
        string id = NewId();
        string driver = spec.ConfigOnly ? "" : spec.Driver.Length > 0 ? spec.Driver : NetworkDrivers.Bridge;
        BridgeOptions parsed = BridgeOptions.Parse(spec.Options);
        return new Network
        {
            Id = id,
            Name = spec.Name,
            Created = time.GetUtcNow(),
            Driver = driver,
            EnableIPv4 = spec.EnableIPv4,
            EnableIPv6 = spec.EnableIPv6,
            Internal = spec.Internal || (driver is NetworkDrivers.Macvlan or NetworkDrivers.Ipvlan && Parent(spec).Length == 0),
            Attachable = spec.Attachable,
            ConfigOnly = spec.ConfigOnly,
            ConfigFrom = spec.ConfigFrom,
            IpamDriver = spec.IpamDriver.Length > 0 ? spec.IpamDriver : "default",
            IpamOptions = spec.IpamOptions,
            Pools = spec.ConfigOnly ? spec.Pools : Pools(spec),
            Options = spec.Options,
            Labels = spec.Labels,
            Interface = driver switch
            {
                NetworkDrivers.Bridge => parsed.Name.Length > 0 ? parsed.Name : EndpointName.Bridge(id),
                NetworkDrivers.Macvlan or NetworkDrivers.Ipvlan => Parent(spec),
                _ => "",
            },
        };
    }

    private static string Parent(NetworkSpec spec) => spec.Options.GetValueOrDefault(LinkCreation.ParentKey, "");

    private List<IpamPool> Pools(NetworkSpec spec)
    {
        List<AddressRange> own = [.. index.All().Where(state => !state.Network.ConfigOnly).SelectMany(state => state.Network.Pools).Select(pool => AddressRange.Of(pool.Network))];
        var pools = new List<IpamPool>();
        foreach (AddressFamily family in Families(spec))
        {
            IpamPool asked = spec.Pools.FirstOrDefault(pool => pool.Subnet is { Length: > 0 } && pool.IsIPv6 == (family == AddressFamily.InterNetworkV6)) ?? new IpamPool();
            IPNetwork subnet;
            if (asked.Subnet is { } text)
            {
                subnet = IPNetwork.Parse(text);
                if (own.Exists(range => range.Overlaps(AddressRange.Of(subnet))))
                {
                    throw NetworkErrors.PoolOverlaps();
                }
            }
            else
            {
                subnet = subnets.Choose(family, [.. own, .. HostLinks.UsedRanges()]);
            }

            pools.Add(asked with
            {
                Subnet = subnet.ToString(),
                Gateway = string.IsNullOrEmpty(asked.Gateway) ? Gateway(asked, subnet).ToString() : IPAddress.Parse(asked.Gateway).ToString(),
            });
        }

        return pools;
    }

    // The first address that is nobody's.
    private static IPAddress Gateway(IpamPool asked, IPNetwork subnet) =>
        new AddressAllocator(asked with { Subnet = subnet.ToString(), IPRange = null, Gateway = null }).TakeAny([]) ?? AddressAllocator.FirstOf(subnet);

    private static IEnumerable<AddressFamily> Families(NetworkSpec spec)
    {
        if (spec.EnableIPv4)
        {
            yield return AddressFamily.InterNetwork;
        }

        if (spec.EnableIPv6)
        {
            yield return AddressFamily.InterNetworkV6;
        }
    }

    private void CheckInterface(Network network)
    {
        if (network.Driver == NetworkDrivers.Bridge && index.All().FirstOrDefault(other => other.IsBridge && other.Network.Interface == network.Interface) is { } same)
        {
            throw new ForbiddenException(
                $"cannot create network {network.Id} ({network.Interface}): conflicts with network {same.Network.Id} ({same.Network.Interface}): networks have same bridge name");
        }
    }

    // The kernel's part.
    private void Make(NetworkState state)
    {
        try
        {
            if (state.IsBridge)
            {
                state.Link = links.EnsureBridge(state);
                firewall.Value.Add(state.Firewall);
            }
            else if (state.HasInterfaces)
            {
                state.Link = ParentLinks.Require(state);
            }
        }
        catch (LinuxException e)
        {
            Unmake(state);
            throw new InternalException($"cannot create network {state.Network.Name}: {e.Message}", innerException: e);
        }
    }

    private void Unmake(NetworkState state)
    {
        try
        {
            if (state.IsBridge)
            {
                firewall.Value.Remove(state.Firewall);
                links.RemoveBridge(state.Network);
            }
            else if (state.HasInterfaces)
            {
                ParentLinks.Release(state, index.All());
            }
        }
        catch (LinuxException e)
        {
            // Found and removed at the next start.
            NetworkLog.LeftoverStays(logger, state.Network.Interface, e);
        }
    }
}
