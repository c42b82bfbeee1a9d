using Engine.Host.Api.Rest.Models;
using Engine.Host.Containers;
using Engine.Host.Networking;
using Endpoint = Engine.Host.Networking.Endpoint;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>Networks and containers' places on them as Docker's API shows them.</summary>
internal sealed class NetworkPresenter(INetworkService networks, IContainerService containers)
{
    public NetworkModel Present(Network network, bool withContainers) => new()
    {
        Name = network.Name,
        Id = network.Id,
        Created = DockerTime.Format(network.Created),
        Driver = network.Driver,
        EnableIPv4 = network.EnableIPv4,
        EnableIPv6 = network.EnableIPv6,
        IPAM = new NetworkIpamModel
        {
            Driver = network.IpamDriver,
            Options = network.IpamOptions,
            Config = network.Driver is NetworkDrivers.Host or NetworkDrivers.Null ? null : [.. network.Pools.Select(Pool)],
        },
        Internal = network.Internal,
        Attachable = network.Attachable,
        ConfigFrom = new ConfigFromModel { Network = network.ConfigFrom },
        ConfigOnly = network.ConfigOnly,
        Containers = withContainers ? Members(network) : new Dictionary<string, NetworkContainerModel>(),
        Options = network.Options,
        Labels = network.Labels,
    };

    /// <summary>A container's place on a network.</summary>
    /// <param name="container">The container.</param>
    /// <param name="attachment">Its place.</param>
    /// <param name="isSummary">Of a list, which leaves names out.</param>
    public static EndpointModel Present(Container container, NetworkAttachment attachment, bool isSummary)
    {
        Endpoint? endpoint = attachment.Endpoint;
        EndpointSettings settings = attachment.Settings;
        return new EndpointModel
        {
            IPAMConfig = (settings.IPv4Address ?? settings.IPv6Address) is null && settings.LinkLocalAddresses.Count == 0 ? null : new EndpointIpamModel
            {
                IPv4Address = settings.IPv4Address,
                IPv6Address = settings.IPv6Address,
                LinkLocalIPs = settings.LinkLocalAddresses.Count > 0 ? settings.LinkLocalAddresses : null,
            },
            Links = settings.Links.Count > 0 ? settings.Links : null,
            Aliases = settings.Aliases.Count > 0 && !isSummary ? settings.Aliases : null,
            MacAddress = endpoint?.MacAddress ?? settings.MacAddress ?? "",
            DriverOpts = settings.DriverOptions.Count > 0 ? settings.DriverOptions : null,
            GwPriority = settings.GatewayPriority,
            NetworkID = endpoint is null && container.State.StartedAt is null ? "" : attachment.NetworkId,
            EndpointID = endpoint?.Id ?? "",
            Gateway = endpoint?.IPv4Gateway ?? "",
            IPAddress = endpoint?.IPv4Address ?? "",
            IPPrefixLen = endpoint?.IPv4PrefixLength ?? 0,
            IPv6Gateway = endpoint?.IPv6Gateway ?? "",
            GlobalIPv6Address = endpoint?.IPv6Address ?? "",
            GlobalIPv6PrefixLen = endpoint?.IPv6PrefixLength ?? 0,
            DNSNames = isSummary || endpoint is null || attachment.NetworkName is "bridge" or "host" or "none" ? null
                : [.. new[] { container.Name }.Concat(settings.Aliases).Append(container.ShortId).Append(Hostname(container)).Distinct()],
        };
    }

    /// <summary>Published ports, and exposed ones that are not, by port.</summary>
    public static Dictionary<string, IReadOnlyList<PortBindingModel>?> Ports(Container container)
    {
        var ports = new Dictionary<string, IReadOnlyList<PortBindingModel>?>();
        if (!container.State.IsAlive || container.Networks.All(attachment => attachment.Endpoint is not { InterfaceName.Length: > 0 }))
        {
            return ports;
        }

        foreach (string port in container.Configuration.ExposedPorts)
        {
            ports[port] = null;
        }

        foreach (IGrouping<string, PublishedPort> group in container.Ports.GroupBy(port => $"{port.ContainerPort}/{port.Protocol}"))
        {
            ports[group.Key] = [.. group.Select(Binding)];
        }

        return ports;
    }

    /// <summary>The same for a list.</summary>
    public static IReadOnlyList<PortModel> PortList(Container container)
    {
        var ports = new List<PortModel>();
        foreach ((string port, IReadOnlyList<PortBindingModel>? bindings) in Ports(container))
        {
            string[] parts = port.Split('/');
            if (!ushort.TryParse(parts[0], out ushort number))
            {
                // A range, or whatever an image's author wrote.
                continue;
            }

            string type = parts.Length > 1 ? parts[1] : "tcp";
            ports.AddRange(bindings is { Count: > 0 }
                ? bindings.Select(binding => new PortModel
                {
                    IP = binding.HostIp.Length > 0 ? binding.HostIp : null,
                    PrivatePort = number,
                    PublicPort = binding.HostPort.Length > 0 ? int.Parse(binding.HostPort) : 0,
                    Type = type,
                })
                : [new PortModel { PrivatePort = number, Type = type }]);
        }

        return ports;
    }

    // A port that is reached at the container's own address has none of the host.
    private static PortBindingModel Binding(PublishedPort port) => port.HostPort == 0
        ? new PortBindingModel()
        : new PortBindingModel { HostIp = port.HostIP, HostPort = port.HostPort.ToString() };

    private static string Hostname(Container container) =>
        container.Configuration.Hostname.Length > 0 ? container.Configuration.Hostname : container.ShortId;

    private static IpamPoolModel Pool(IpamPool pool) => new()
    {
        Subnet = pool.Subnet,
        IPRange = pool.IPRange,
        Gateway = pool.Gateway,
        AuxiliaryAddresses = pool.AuxiliaryAddresses,
    };

    private Dictionary<string, NetworkContainerModel> Members(Network network)
    {
        Dictionary<string, string> names = containers.List(ContainerFilter.Everything).ToDictionary(container => container.Id, container => container.Name);
        return networks.MembersOf(network.Id).ToDictionary(member => member.ContainerId, member =>
        {
            Endpoint endpoint = member.Attachment.Endpoint!;
            return new NetworkContainerModel
            {
                Name = names.GetValueOrDefault(member.ContainerId, ""),
                EndpointID = endpoint.Id,
                MacAddress = endpoint.MacAddress,
                IPv4Address = Prefix(endpoint.IPv4Address, endpoint.IPv4PrefixLength),
                IPv6Address = Prefix(endpoint.IPv6Address, endpoint.IPv6PrefixLength),
            };
        });
    }

    private static string Prefix(string address, int length) => address.Length > 0 ? $"{address}/{length}" : "";
}
