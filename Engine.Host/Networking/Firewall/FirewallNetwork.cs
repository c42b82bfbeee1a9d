using System.Net;

namespace Engine.Host.Networking.Firewall;

/// <summary>What the firewall must know of a bridge network.</summary>
/// <param name="Interface">The bridge's name.</param>
internal sealed record FirewallNetwork(string Interface)
{
    /// <summary>Its subnets.</summary>
    public IReadOnlyList<IPNetwork> Subnets { get; init; } = [];

    /// <summary>Those of them whose addresses nobody reaches but by published ports at the host's address.</summary>
    public IReadOnlyList<IPNetwork> Protected { get; init; } = [];

    /// <summary>Those of them whose every port can be reached, by packets routed to them.</summary>
    public IReadOnlyList<IPNetwork> Open { get; init; } = [];

    /// <summary>Those of them whose packets to the outside get the host's address.</summary>
    public IReadOnlyList<IPNetwork> Masqueraded { get; init; } = [];

    /// <summary>The address they get, or null for that of the interface they leave by.</summary>
    public IPAddress? SourceAddress { get; init; }

    /// <summary>Its packets may be routed back to it.</summary>
    public bool Communicates { get; init; } = true;

    /// <summary>No way in or out.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Further interfaces by which its addresses may be reached directly.</summary>
    public IReadOnlyList<string> TrustedInterfaces { get; init; } = [];
}
