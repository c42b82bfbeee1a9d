namespace Engine.Host.Networking;

/// <summary>How a bridge network is connected to the world, for one family of addresses.</summary>
internal enum GatewayMode
{
    /// <summary>By the host's address; published ports only.</summary>
    Nat,

    /// <summary>By the host's address; routed packets reach every port.</summary>
    Unprotected,

    /// <summary>By the containers' own addresses; every port is reachable, nothing is translated.</summary>
    Routed,

    /// <summary>Not even the host has an address on it; only of internal networks.</summary>
    Isolated,
}
