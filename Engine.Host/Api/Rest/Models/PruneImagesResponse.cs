namespace Engine.Host.Api.Rest.Models;

/// <summary>What a prune of images removed.</summary>
internal sealed record PruneImagesResponse
{
    public IReadOnlyList<ImageDeleteModel>? ImagesDeleted { get; init; }

    public long SpaceReclaimed { get; init; }
}
