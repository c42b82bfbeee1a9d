using System.Net;
using Engine.Host.Configuration;

namespace Engine.Host.Networking;

/// <summary>Settings of the network domain.</summary>
internal sealed record NetworkServiceOptions
{
    /// <summary>Name of the default bridge; the names of everything else that is this engine's in the kernel are made of it.</summary>
    public required string Bridge { get; init; }

    /// <summary>Address and prefix of the default bridge, or null for one from the pools.</summary>
    public (IPAddress Address, int PrefixLength)? BridgeAddress { get; init; }

    /// <summary>Ranges for networks without a subnet of their own, or none for the built-in ones.</summary>
    public IReadOnlyList<AddressPool> AddressPools { get; init; } = [];

    /// <summary>The engine's own id.</summary>
    public required string EngineId { get; init; }

    /// <summary>Name of the firewall's table.</summary>
    public string Table => "engine-" + Bridge;

    /// <summary>What the engine writes on interfaces that it makes, to know them again.</summary>
    public string AliasOf(string networkId) => $"{Table} {networkId}";
}
