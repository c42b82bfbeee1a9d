namespace Engine.Host.Networking;

/// <summary>A container's bond with a network: stored with the container, running or not.</summary>
internal sealed record NetworkAttachment
{
    /// <summary>The network's id.</summary>
    public required string NetworkId { get; init; }

    /// <summary>The network's name.</summary>
    public required string NetworkName { get; init; }

    /// <summary>What was asked for.</summary>
    public EndpointSettings Settings { get; init; } = new();

    /// <summary>What it has now, or null while the container does not run.</summary>
    public Endpoint? Endpoint { get; init; }
}
