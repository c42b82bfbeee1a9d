using Engine.Protocol;
using Domain = Engine.Host.Networking;
using IContainers = Engine.Host.Containers.IContainerService;

namespace Engine.Host.Api.Rpc;

/// <summary>Serves <see cref="INetworkService"/> by the domain's networks, and containers where a container changes.</summary>
internal sealed class NetworkTarget(Domain.INetworkService networks, IContainers containers) : INetworkService
{
    public Task<IReadOnlyList<NetworkInfo>> ListNetworksAsync(NetworkQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<NetworkInfo>>([.. networks.List(Filter(query)).Select(Write)]);

    public Task<NetworkInfo> GetNetworkAsync(string network, CancellationToken cancellationToken) => Task.FromResult(Write(networks.Get(network)));

    public async Task<NetworkCreated> CreateNetworkAsync(NetworkSpec spec, CancellationToken cancellationToken)
    {
        var created = await networks.CreateAsync(Read(spec), cancellationToken);
        return new NetworkCreated { Id = created.Id, Warning = OrNull(created.Warning) };
    }

    public Task RemoveNetworkAsync(string network, CancellationToken cancellationToken) => networks.RemoveAsync(network, cancellationToken);

    public Task ConnectNetworkAsync(string container, EndpointSpec endpoint, CancellationToken cancellationToken) =>
        containers.ConnectAsync(endpoint.Network, container, SpecReader.Read(endpoint), cancellationToken);

    public Task DisconnectNetworkAsync(string container, string network, bool force, CancellationToken cancellationToken) =>
        containers.DisconnectAsync(network, container, force, cancellationToken);

    public Task<IReadOnlyList<string>> PruneNetworksAsync(NetworkQuery query, CancellationToken cancellationToken) =>
        networks.PruneAsync(Filter(query with { Driver = null, InUse = null }), cancellationToken);

    private static Domain.NetworkFilter Filter(NetworkQuery query)
    {
        var terms = new Dictionary<string, IReadOnlyList<string>>();
        if (query.Labels is { Count: > 0 } labels)
        {
            terms["label"] = [.. labels.Select(label => label.Value is null ? label.Key : $"{label.Key}={label.Value}")];
        }

        if (query.Driver is { } driver)
        {
            terms["driver"] = [driver];
        }

        if (query.InUse is { } used)
        {
            terms["dangling"] = [used ? "false" : "true"];
        }

        return new Domain.NetworkFilter { Terms = terms };
    }

    private static Domain.NetworkSpec Read(NetworkSpec spec) => new()
    {
        Name = spec.Name,
        Driver = spec.Driver ?? "",
        EnableIPv4 = spec.IPv4,
        EnableIPv6 = spec.IPv6,
        Internal = spec.Internal,
        Pools =
        [
            .. spec.Subnets.Select(subnet => new Domain.IpamPool
            {
                Subnet = subnet.Subnet,
                Gateway = subnet.Gateway,
                IPRange = subnet.Range,
                AuxiliaryAddresses = subnet.Reserved,
            }),
        ],
        Options = spec.Options ?? new Dictionary<string, string>(),
        Labels = spec.Labels ?? new Dictionary<string, string>(),
    };

    private NetworkInfo Write(Domain.Network network) => new()
    {
        Id = network.Id,
        Name = network.Name,
        Created = network.Created,
        Driver = network.Driver,
        IPv4 = network.EnableIPv4,
        IPv6 = network.EnableIPv6,
        Internal = network.Internal,
        Predefined = network.IsPredefined,
        Subnets =
        [
            .. network.Pools.Select(pool => new NetworkSubnet
            {
                Subnet = pool.Subnet,
                Gateway = OrNull(pool.Gateway ?? ""),
                Range = OrNull(pool.IPRange ?? ""),
                Reserved = pool.AuxiliaryAddresses,
            }),
        ],
        Interface = OrNull(network.Interface),
        Options = network.Options,
        Labels = network.Labels,
        Endpoints = [.. networks.MembersOf(network.Id).Select(Write)],
    };

    private EndpointInfo Write(Domain.NetworkMember member) => ContainerInfoWriter.Write(containers.Get(member.ContainerId), member.Attachment);

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
