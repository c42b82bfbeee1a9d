namespace Engine.Protocol;

/// <summary>What one kind of thing takes on disk.</summary>
public sealed record StorageUsage
{
    /// <summary>Of what: <c>Images</c>, <c>Containers</c>, <c>Volumes</c>, <c>BuildCache</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How many there are.</summary>
    public int Count { get; init; }

    /// <summary>How many of them are used.</summary>
    public int Active { get; init; }

    /// <summary>Bytes on disk.</summary>
    public long Size { get; init; }

    /// <summary>Bytes that a prune would free.</summary>
    public long Reclaimable { get; init; }
}
