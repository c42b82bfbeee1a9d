namespace Engine.PowerShell;

/// <summary>What one kind of thing takes on disk.</summary>
public sealed class StorageUsage
{
    internal StorageUsage(Protocol.StorageUsage usage)
    {
        Kind = usage.Kind;
        Count = usage.Count;
        Active = usage.Active;
        Size = usage.Size;
        Reclaimable = usage.Reclaimable;
    }

    /// <summary>Of what.</summary>
    public string Kind { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>How many of them are used.</summary>
    public int Active { get; }

    /// <summary>Bytes on disk.</summary>
    public long Size { get; }

    /// <summary>Bytes that a prune would free.</summary>
    public long Reclaimable { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Size}";
}
