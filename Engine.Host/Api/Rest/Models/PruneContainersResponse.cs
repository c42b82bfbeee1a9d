namespace Engine.Host.Api.Rest.Models;

/// <summary>What a prune of containers removed.</summary>
internal sealed record PruneContainersResponse
{
    public required IReadOnlyList<string>? ContainersDeleted { get; init; }

    public long SpaceReclaimed { get; init; }
}
