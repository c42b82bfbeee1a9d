namespace Engine.Host.Api.Rest.Models;

/// <summary>What a prune of volumes removed.</summary>
internal sealed record PruneVolumesResponse
{
    public required IReadOnlyList<string> VolumesDeleted { get; init; }

    public long SpaceReclaimed { get; init; }
}
