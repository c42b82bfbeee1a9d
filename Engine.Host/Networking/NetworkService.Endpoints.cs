using System.Net;
using Engine.Host.Networking.Sandboxes;

namespace Engine.Host.Networking;

internal sealed partial class NetworkService
{
    // Takes addresses and a place among the network's members.
    private NetworkAttachment Join(string containerId, NetworkState state, EndpointSettings settings, IReadOnlyCollection<string> usedNames)
    {
        string id = NewId();
        var endpoint = new Endpoint { Id = id };
        if (state.HasInterfaces)
        {
            endpoint = Addressed(state, settings, endpoint) with
            {
                InterfaceName = settings.DriverOptions.GetValueOrDefault(LinkCreation.NameKey) ?? FreeName(state.Options.InterfacePrefix, usedNames),
                HostInterface = state.IsBridge ? EndpointName.HostInterface(id) : "",
            };
        }

        var attachment = new NetworkAttachment { NetworkId = state.Network.Id, NetworkName = state.Network.Name, Settings = settings, Endpoint = endpoint };
        state.Members[containerId] = new NetworkMember(containerId, attachment);
        if (index.TryGet(state.Network.Id) != state)
        {
            // It was removed meanwhile.
            Leave(state, containerId, endpoint);
            throw NetworkErrors.StartNotFound(state.Network.Name);
        }

        return attachment;
    }

    private Endpoint Addressed(NetworkState state, EndpointSettings settings, Endpoint endpoint)
    {
        IPAddress? old = Take(state, state.IPv4, settings.IPv4Address, "IPv4");
        IPAddress? young;
        try
        {
            young = Take(state, state.IPv6, settings.IPv6Address, "IPv6");
        }
        catch
        {
            state.IPv4?.Release(old!);
            throw;
        }

        return endpoint with
        {
            IPv4Address = old?.ToString() ?? "",
            IPv4PrefixLength = state.IPv4Pool?.Network.PrefixLength ?? 0,
            IPv4Gateway = Gateway(state, state.IPv4Pool, state.Options.GatewayModeIPv4),
            IPv6Address = young?.ToString() ?? "",
            IPv6PrefixLength = state.IPv6Pool?.Network.PrefixLength ?? 0,
            IPv6Gateway = Gateway(state, state.IPv6Pool, state.Options.GatewayModeIPv6),
            MacAddress = settings.MacAddress ?? EndpointName.Show(EndpointName.Mac(old, endpoint.Id)),
        };
    }

    private static string Gateway(NetworkState state, IpamPool? pool, GatewayMode mode) =>
        state.Network.Internal || mode == GatewayMode.Isolated ? "" : pool?.Gateway ?? "";

    private IPAddress? Take(NetworkState state, Ipam.AddressAllocator? allocator, string? wanted, string family)
    {
        if (allocator is null)
        {
            return null;
        }

        if (wanted is null)
        {
            return allocator.TakeAny(Promised(state, family)) ?? throw NetworkErrors.NoAddress(state.Network, family);
        }

        IPAddress address = IPAddress.Parse(wanted);
        return allocator.TryTake(address) ? address : throw NetworkErrors.AddressInUse();
    }

    // Who asked for a fixed address finds it free after a boot, whatever is started before.
    private List<IPAddress> Promised(NetworkState state, string family) =>
    [
        .. Containers().SelectMany(container => container.Networks).Where(attachment => attachment.Endpoint is null && attachment.NetworkId == state.Network.Id)
            .Select(attachment => family == "IPv4" ? attachment.Settings.IPv4Address : attachment.Settings.IPv6Address).OfType<string>().Select(IPAddress.Parse),
    ];

    private static string FreeName(string prefix, IReadOnlyCollection<string> used)
    {
        for (int i = 0; ; i++)
        {
            if (!used.Contains(prefix + i))
            {
                return prefix + i;
            }
        }
    }

    private void Leave(string containerId, NetworkAttachment attachment)
    {
        if (attachment.Endpoint is { } endpoint && index.TryGet(attachment.NetworkId) is { } state)
        {
            Leave(state, containerId, endpoint);
        }
    }

    private static void Leave(NetworkState state, string containerId, Endpoint endpoint)
    {
        state.Members.TryRemove(containerId, out _);
        if (endpoint.IPv4Address.Length > 0)
        {
            state.IPv4?.Release(IPAddress.Parse(endpoint.IPv4Address));
        }

        if (endpoint.IPv6Address.Length > 0)
        {
            state.IPv6?.Release(IPAddress.Parse(endpoint.IPv6Address));
        }
    }
}
