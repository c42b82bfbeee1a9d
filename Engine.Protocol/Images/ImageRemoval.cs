namespace Engine.Protocol;

/// <summary>What a removal took away.</summary>
public sealed record ImageRemoval
{
    /// <summary>References that are gone.</summary>
    public required IReadOnlyList<string> Untagged { get; init; }

    /// <summary>Ids of images and layers that are gone.</summary>
    public required IReadOnlyList<string> Deleted { get; init; }
}
