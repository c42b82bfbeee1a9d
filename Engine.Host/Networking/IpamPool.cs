using System.Net;

namespace Engine.Host.Networking;

/// <summary>A subnet that a network gives addresses from. Addresses are written as text, as clients send and expect them.</summary>
internal sealed record IpamPool
{
    /// <summary>The subnet as a prefix; null only in what a client asks for: the engine chooses one.</summary>
    public string? Subnet { get; init; }

    /// <summary>The part of the subnet that addresses are given from, or null for all of it.</summary>
    public string? IPRange { get; init; }

    /// <summary>The gateway's address; null: the first of the subnet, where the driver needs one.</summary>
    public string? Gateway { get; init; }

    /// <summary>Addresses that are never given to a container, by a name that says whose they are.</summary>
    public IReadOnlyDictionary<string, string>? AuxiliaryAddresses { get; init; }

    /// <summary>The subnet, typed.</summary>
    internal IPNetwork Network => IPNetwork.Parse(Subnet!);

    /// <summary>The gateway, typed, or null.</summary>
    internal IPAddress? GatewayAddress => string.IsNullOrEmpty(Gateway) ? null : IPAddress.Parse(Gateway);

    /// <summary>It is one of IPv6.</summary>
    internal bool IsIPv6 => Subnet?.Contains(':', StringComparison.Ordinal) == true;
}
