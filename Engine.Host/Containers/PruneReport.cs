namespace Engine.Host.Containers;

/// <summary>What a prune removed.</summary>
internal sealed record PruneReport(IReadOnlyList<string> Ids, long SpaceReclaimed);
