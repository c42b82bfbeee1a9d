namespace Engine.PowerShell;

/// <summary>What a clearing removed.</summary>
public sealed class StorageReclaimed
{
    internal StorageReclaimed(IReadOnlyList<string> removed, long bytes)
    {
        Removed = removed;
        Bytes = bytes;
    }

    /// <summary>Names or ids of what is gone.</summary>
    public IReadOnlyList<string> Removed { get; }

    /// <summary>Bytes that were freed.</summary>
    public long Bytes { get; }
}
