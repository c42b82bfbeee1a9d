using System.Net;
using System.Net.Sockets;
using System.Text;
using Engine.Host.Errors;
using Engine.Host.Networking.Ipam;
using Engine.Host.Networking.Sandboxes;

namespace Engine.Host.Networking;

/// <summary>Checks what a client wants on a network, and says everything that is wrong at once, as Docker does.</summary>
internal static class EndpointSettingsCheck
{
    private const int LongestInterfaceName = 15;

    /// <exception cref="InvalidArgumentException">It cannot be had on this network.</exception>
    public static void Check(NetworkState state, EndpointSettings settings)
    {
        IReadOnlyList<string> faults = [.. Faults(state, settings)];
        if (faults.Count > 0)
        {
            throw NetworkErrors.InvalidEndpoint(state.Network.Name, faults);
        }
    }

    private static IEnumerable<string> Faults(NetworkState state, EndpointSettings settings)
    {
        bool userDefined = !state.Network.IsPredefined;
        if (!userDefined && settings.Aliases.Count > 0)
        {
            yield return "network-scoped alias is supported only for containers in user defined networks";
        }

        if (!userDefined && (settings.IPv4Address ?? settings.IPv6Address) is not null)
        {
            yield return "user specified IP address is supported on user defined networks only";
        }

        foreach ((string? text, AddressFamily family, string name, IpamPool? pool) in new[]
        {
            (settings.IPv4Address, AddressFamily.InterNetwork, "IPv4", state.IPv4Pool),
            (settings.IPv6Address, AddressFamily.InterNetworkV6, "IPv6", state.IPv6Pool),
        })
        {
            if (text is null)
            {
                continue;
            }

            if (!IPAddress.TryParse(text, out IPAddress? address) || address.AddressFamily != family)
            {
                yield return $"invalid {name} address: {text}";
            }
            else if (pool is null || !AddressRange.Of(pool.Network).Contains(address))
            {
                yield return $"no configured subnet or ip-range contain the IP address {text}";
            }
        }

        foreach (string text in settings.LinkLocalAddresses.Where(text => !IPAddress.TryParse(text, out _)))
        {
            yield return $"invalid link-local IP address: {text}";
        }

        if (settings.MacAddress is { } mac && !EndpointName.TryParseMac(mac, out _))
        {
            yield return $"invalid MAC address: {mac}";
        }

        foreach (string fault in DriverOptionFaults(settings))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> DriverOptionFaults(EndpointSettings settings)
    {
        if (settings.DriverOptions.TryGetValue(LinkCreation.NameKey, out string? name)
            && (Encoding.UTF8.GetByteCount(name) is 0 or > LongestInterfaceName || name is "." or ".." or "lo" || name.Any(c => c is '/' or ':' or '%' || char.IsWhiteSpace(c))))
        {
            yield return $"invalid interface name: {name}";
        }

        foreach (string setting in settings.DriverOptions.GetValueOrDefault(LinkCreation.SysctlsKey, "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string? fault = null;
            try
            {
                _ = LinkCreation.ParseSysctl(setting, "eth0");
            }
            catch (InvalidArgumentException e)
            {
                fault = e.Message;
            }

            if (fault is not null)
            {
                yield return fault;
            }
        }
    }
}
