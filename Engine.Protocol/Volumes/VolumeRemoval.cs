namespace Engine.Protocol;

/// <summary>What a prune of volumes removed.</summary>
public sealed record VolumeRemoval
{
    /// <summary>Names.</summary>
    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>Bytes.</summary>
    public long Reclaimed { get; init; }
}
