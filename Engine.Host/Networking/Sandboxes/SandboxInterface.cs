namespace Engine.Host.Networking.Sandboxes;

/// <summary>An interface that a container's network namespace is to have.</summary>
/// <param name="State">Its network.</param>
/// <param name="Bridge">Index of the network's bridge, or of the parent interface.</param>
/// <param name="Endpoint">What it is called and its addresses.</param>
/// <param name="Settings">What was asked for.</param>
internal sealed record SandboxInterface(NetworkState State, int Bridge, Endpoint Endpoint, EndpointSettings Settings)
{
    public bool HasIPv6 => Endpoint.IPv6Address.Length > 0;
}
