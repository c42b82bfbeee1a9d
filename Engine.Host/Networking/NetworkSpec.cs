namespace Engine.Host.Networking;

/// <summary>What a client asks for when it makes a network.</summary>
internal sealed record NetworkSpec
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The driver, or empty for <c>bridge</c>.</summary>
    public string Driver { get; init; } = "";

    /// <inheritdoc cref="Network.EnableIPv4"/>
    public bool EnableIPv4 { get; init; } = true;

    /// <inheritdoc cref="Network.EnableIPv6"/>
    public bool EnableIPv6 { get; init; }

    /// <inheritdoc cref="Network.Internal"/>
    public bool Internal { get; init; }

    /// <inheritdoc cref="Network.Attachable"/>
    public bool Attachable { get; init; }

    /// <summary>Of a swarm's routing mesh, which this engine has not.</summary>
    public bool Ingress { get; init; }

    /// <summary><c>local</c> or empty; others need a swarm.</summary>
    public string Scope { get; init; } = "";

    /// <inheritdoc cref="Network.ConfigOnly"/>
    public bool ConfigOnly { get; init; }

    /// <inheritdoc cref="Network.ConfigFrom"/>
    public string ConfigFrom { get; init; } = "";

    /// <summary>The address management's driver, or empty for <c>default</c>.</summary>
    public string IpamDriver { get; init; } = "";

    /// <inheritdoc cref="Network.IpamOptions"/>
    public IReadOnlyDictionary<string, string>? IpamOptions { get; init; }

    /// <summary>Subnets; a family that is enabled and has none gets one of the engine's choice.</summary>
    public IReadOnlyList<IpamPool> Pools { get; init; } = [];

    /// <inheritdoc cref="Network.Options"/>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc cref="Network.Labels"/>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
