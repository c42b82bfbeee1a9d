namespace Engine.Protocol;

/// <summary>What a prune has removed, or would remove.</summary>
public sealed record ImagePruneResult
{
    /// <summary>References that are gone.</summary>
    public required IReadOnlyList<string> Untagged { get; init; }

    /// <summary>Ids of images and layers that are gone.</summary>
    public required IReadOnlyList<string> Deleted { get; init; }

    /// <summary>Bytes that are free again.</summary>
    public long ReclaimedBytes { get; init; }
}
