using Engine.Host.Api.Rest.Models;
using Engine.Host.Networking;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>Docker's bodies about networks as the engine's own records.</summary>
internal static class NetworkReader
{
    public static NetworkSpec Read(CreateNetworkRequest body) => new()
    {
        Name = body.Name ?? "",
        Driver = body.Driver ?? "",
        Scope = body.Scope ?? "",
        EnableIPv4 = body.EnableIPv4 ?? true,
        EnableIPv6 = body.EnableIPv6 ?? false,
        Internal = body.Internal,
        Attachable = body.Attachable,
        Ingress = body.Ingress,
        ConfigOnly = body.ConfigOnly,
        ConfigFrom = body.ConfigFrom?.Network ?? "",
        IpamDriver = body.IPAM?.Driver ?? "",
        IpamOptions = body.IPAM?.Options,
        Pools = [.. body.IPAM?.Config?.Where(pool => pool is not null).Select(ReadPool) ?? []],
        Options = body.Options ?? new Dictionary<string, string>(),
        Labels = body.Labels ?? new Dictionary<string, string>(),
    };

    public static EndpointSettings ReadEndpoint(EndpointModel? endpoint) => endpoint is null ? new EndpointSettings() : new EndpointSettings
    {
        Aliases = endpoint.Aliases ?? [],
        Links = endpoint.Links ?? [],
        IPv4Address = OrNull(endpoint.IPAMConfig?.IPv4Address),
        IPv6Address = OrNull(endpoint.IPAMConfig?.IPv6Address),
        LinkLocalAddresses = endpoint.IPAMConfig?.LinkLocalIPs ?? [],
        MacAddress = OrNull(endpoint.MacAddress),
        DriverOptions = endpoint.DriverOpts ?? new Dictionary<string, string>(),
        GatewayPriority = endpoint.GwPriority,
    };

    private static IpamPool ReadPool(IpamPoolModel pool) => new()
    {
        Subnet = OrNull(pool.Subnet),
        IPRange = OrNull(pool.IPRange),
        Gateway = OrNull(pool.Gateway),
        AuxiliaryAddresses = pool.AuxiliaryAddresses ?? pool.AuxAddress,
    };

    private static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
