using System.Net;
using System.Net.Sockets;
using Engine.Host.Errors;
using Engine.Host.Networking.Ipam;
using Engine.Host.Networking.Sandboxes;

namespace Engine.Host.Networking;

/// <summary>Checks what a client wants a network to be, and says all that is wrong with its addresses at once.</summary>
internal static class NetworkSpecReader
{
    /// <summary>Checks everything that needs no look at other networks.</summary>
    /// <exception cref="EngineException">It cannot be.</exception>
    public static void Check(NetworkSpec spec)
    {
        if (string.IsNullOrWhiteSpace(spec.Name))
        {
            throw new InvalidArgumentException("invalid name: name is empty");
        }

        if (spec.Name.Any(char.IsControl) || spec.Name.Contains('/', StringComparison.Ordinal))
        {
            throw new InvalidArgumentException($"invalid name: \"{spec.Name}\"");
        }

        if (spec.Name is "bridge" or "host" or "none" or "default")
        {
            throw NetworkErrors.Predefined(spec.Name);
        }

        CheckScope(spec);
        if (!spec.ConfigOnly)
        {
            CheckDriver(spec.Driver);
        }

        if (spec.IpamDriver is not ("" or "default" or "null"))
        {
            throw NetworkErrors.UnknownDriver(spec.IpamDriver);
        }

        if (!spec.EnableIPv4 && !spec.EnableIPv6 && spec.Driver is "" or NetworkDrivers.Bridge)
        {
            throw new InvalidArgumentException("IPv4 or IPv6 must be enabled");
        }

        if (spec.ConfigOnly && spec.ConfigFrom.Length > 0)
        {
            throw new InvalidArgumentException("configuration-only network cannot be created from another configuration");
        }

        CheckOptions(spec);
        CheckPools(spec.Pools);
    }

    private static void CheckScope(NetworkSpec spec)
    {
        if (spec.Scope is "swarm" or "global")
        {
            throw new ForbiddenException("cannot create a swarm scoped network when swarm is not active");
        }

        if (spec.Ingress || spec.Driver == "overlay")
        {
            throw new ForbiddenException(
                "This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again.");
        }
    }

    private static void CheckDriver(string driver)
    {
        switch (driver)
        {
            case "" or NetworkDrivers.Bridge or NetworkDrivers.Macvlan or NetworkDrivers.Ipvlan:
                return;
            case NetworkDrivers.Host or NetworkDrivers.Null:
                throw NetworkErrors.OnlyOne(driver);
            default:
                throw NetworkErrors.UnknownDriver(driver);
        }
    }

    private static void CheckOptions(NetworkSpec spec)
    {
        BridgeOptions options = BridgeOptions.Parse(spec.Options);
        if (spec.Driver == NetworkDrivers.Macvlan)
        {
            _ = LinkCreation.MacvlanModeOf(spec.Options);
        }
        else if (spec.Driver == NetworkDrivers.Ipvlan)
        {
            _ = LinkCreation.IpvlanModeOf(spec.Options);
            _ = LinkCreation.IpvlanFlagOf(spec.Options);
        }
        else if (!spec.Internal && (options.GatewayModeIPv4 == GatewayMode.Isolated || options.GatewayModeIPv6 == GatewayMode.Isolated))
        {
            throw new InvalidArgumentException("gateway mode 'isolated' can only be used for an internal network");
        }
    }

    private static void CheckPools(IReadOnlyList<IpamPool> pools)
    {
        var faults = new List<string>();
        foreach (IpamPool pool in pools)
        {
            Check(pool, faults);
        }

        if (faults.Count > 0)
        {
            throw NetworkErrors.Invalid(faults.Count == 1 ? faults[0] : string.Join('\n', faults.Select(fault => "* " + fault)));
        }

        if (pools.Count(pool => pool is { Subnet.Length: > 0, IsIPv6: false }) > 1 || pools.Count(pool => pool.IsIPv6) > 1)
        {
            throw new ForbiddenException("bridge driver doesn't support multiple subnets");
        }
    }

    private static void Check(IpamPool pool, List<string> faults)
    {
        if (string.IsNullOrEmpty(pool.Subnet))
        {
            if (!string.IsNullOrEmpty(pool.IPRange) || !string.IsNullOrEmpty(pool.Gateway))
            {
                faults.Add("invalid subnet : an ip-range or a gateway needs one");
            }

            return;
        }

        int slash = pool.Subnet.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || !IPAddress.TryParse(pool.Subnet.AsSpan(0, slash), out IPAddress? address) || !int.TryParse(pool.Subnet.AsSpan(slash + 1), out int length)
            || length < 0 || length > (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128))
        {
            faults.Add($"invalid subnet {pool.Subnet}: invalid CIDR block notation");
            return;
        }

        IPNetwork subnet = AddressRange.NetworkOf(address, length);
        if (!subnet.BaseAddress.Equals(address))
        {
            faults.Add($"invalid subnet {pool.Subnet}: it should be {subnet}");
            return;
        }

        AddressRange range = AddressRange.Of(subnet);
        if (!string.IsNullOrEmpty(pool.IPRange))
        {
            if (!IPNetwork.TryParse(pool.IPRange, out IPNetwork part))
            {
                faults.Add($"invalid ip-range {pool.IPRange}: invalid CIDR block notation");
            }
            else if (!range.Contains(AddressRange.Of(part)))
            {
                faults.Add($"invalid ip-range {pool.IPRange}: parent subnet {pool.Subnet} doesn't contain ip-range");
            }
        }

        CheckAddress(pool, range, pool.Gateway, "gateway " + pool.Gateway, faults);
        foreach ((string name, string reserved) in pool.AuxiliaryAddresses ?? new Dictionary<string, string>())
        {
            CheckAddress(pool, range, reserved, "auxiliary address " + name, faults);
        }
    }

    private static void CheckAddress(IpamPool pool, AddressRange range, string? text, string what, List<string> faults)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        if (!IPAddress.TryParse(text, out IPAddress? address))
        {
            faults.Add($"invalid {what}: invalid address");
        }
        else if (!range.Contains(address))
        {
            faults.Add($"invalid {what}: parent subnet {pool.Subnet} doesn't contain this address");
        }
    }
}
