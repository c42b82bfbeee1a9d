namespace Engine.Protocol;

/// <summary>What a prune of containers removed.</summary>
public sealed record ContainerRemoval
{
    /// <summary>Ids.</summary>
    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>Bytes.</summary>
    public long Reclaimed { get; init; }
}
