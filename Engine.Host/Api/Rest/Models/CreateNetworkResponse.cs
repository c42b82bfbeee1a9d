namespace Engine.Host.Api.Rest.Models;

/// <summary>The answer of a network's creation.</summary>
internal sealed record CreateNetworkResponse
{
    public required string Id { get; init; }

    public required string Warning { get; init; }
}
