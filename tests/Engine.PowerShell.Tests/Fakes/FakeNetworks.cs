using System.Collections.Concurrent;
using Engine.Protocol;

namespace Engine.PowerShell.Tests.Fakes;

/// <summary>Networks: the three that every engine has, <c>front</c>, and what is made.</summary>
public sealed class FakeNetworks(CallLog calls) : INetworkService
{
    private readonly ConcurrentDictionary<string, NetworkInfo> _byName = new(
        new[] { Info("bridge", "bridge"), Info("host", "host"), Info("none", "null"), Info("front", "bridge") }.ToDictionary(network => network.Name));

    public NetworkSpec? LastSpec { get; private set; }

    public EndpointSpec? LastEndpoint { get; private set; }

    public Task<IReadOnlyList<NetworkInfo>> ListNetworksAsync(NetworkQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<NetworkInfo>>(
            [.. _byName.Values.Where(network => query.Driver is null || network.Driver == query.Driver).OrderBy(network => network.Name, StringComparer.Ordinal)]);

    public Task<NetworkInfo> GetNetworkAsync(string network, CancellationToken cancellationToken) => Task.FromResult(Find(network));

    public Task<NetworkCreated> CreateNetworkAsync(NetworkSpec spec, CancellationToken cancellationToken)
    {
        LastSpec = spec;
        if (!_byName.TryAdd(spec.Name, Info(spec.Name, spec.Driver ?? "bridge", [.. spec.Subnets])))
        {
            throw FakeFailure.Of(EngineErrorCode.Conflict, EngineErrorIds.Conflict, $"network with name {spec.Name} already exists", spec.Name);
        }

        calls.Add($"network create {spec.Name}");
        return Task.FromResult(new NetworkCreated { Id = _byName[spec.Name].Id, Warning = spec.Internal ? "nobody gets out" : null });
    }

    public Task RemoveNetworkAsync(string network, CancellationToken cancellationToken)
    {
        var found = Find(network);
        calls.Add($"network rm {found.Name}");
        _byName.TryRemove(found.Name, out _);
        return Task.CompletedTask;
    }

    public Task ConnectNetworkAsync(string container, EndpointSpec endpoint, CancellationToken cancellationToken)
    {
        LastEndpoint = endpoint;
        calls.Add($"connect {container} {Find(endpoint.Network).Name}");
        return Task.CompletedTask;
    }

    public Task DisconnectNetworkAsync(string container, string network, bool force, CancellationToken cancellationToken)
    {
        calls.Add($"disconnect {container} {Find(network).Name}");
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> PruneNetworksAsync(NetworkQuery query, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> gone = [.. _byName.Values.Where(network => !network.Predefined).Select(network => network.Name).Order(StringComparer.Ordinal)];
        foreach (var name in gone)
        {
            _byName.TryRemove(name, out _);
        }

        calls.Add($"network prune {string.Join(' ', gone)}");
        return Task.FromResult(gone);
    }

    private static NetworkInfo Info(string name, string driver, params NetworkSubnet[] subnets) => new()
    {
        Id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name))),
        Name = name,
        Created = DateTimeOffset.UnixEpoch,
        Driver = driver,
        IPv4 = true,
        Predefined = name is "bridge" or "host" or "none",
        Subnets = subnets.Length > 0 ? subnets : [new NetworkSubnet { Subnet = "172.30.0.0/24", Gateway = "172.30.0.1", Reserved = new Dictionary<string, string> { ["nas"] = "172.30.0.9" } }],
        Options = new Dictionary<string, string>(),
        Labels = new Dictionary<string, string>(),
        Endpoints = name == "front"
            ?
            [
                new EndpointInfo
                {
                    Network = name, ContainerId = new string('a', 64), ContainerName = "web", Interface = "eth0", MacAddress = "02:42:ac:1e:00:02",
                    IPv4Address = "172.30.0.2/24", IPv6Address = "fd00::2/64", IPv4Gateway = "172.30.0.1",
                },
            ]
            : [],
    };

    private NetworkInfo Find(string network) =>
        _byName.Values.FirstOrDefault(info => info.Name == network || info.Id == network)
        ?? throw FakeFailure.Of(EngineErrorCode.NotFound, EngineErrorIds.NetworkNotFound, $"network {network} not found", network);
}
