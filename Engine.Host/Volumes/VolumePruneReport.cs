namespace Engine.Host.Volumes;

/// <summary>What a prune removed.</summary>
/// <param name="Removed">Names.</param>
/// <param name="Reclaimed">Bytes.</param>
internal sealed record VolumePruneReport(IReadOnlyList<string> Removed, long Reclaimed);
