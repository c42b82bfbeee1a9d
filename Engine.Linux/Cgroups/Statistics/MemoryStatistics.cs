namespace Engine.Linux.Cgroups;

/// <summary>Memory of a group in bytes.</summary>
public sealed record MemoryStatistics
{
    /// <summary>In use now, file cache included.</summary>
    public ulong Usage { get; init; }

    /// <summary>Most that was in use; 0 where the kernel does not say.</summary>
    public ulong Peak { get; init; }

    /// <summary>Most that may be in use, or null for no limit.</summary>
    public ulong? Limit { get; init; }

    /// <summary>Swap in use.</summary>
    public ulong Swap { get; init; }

    /// <summary>How often the limit was reached.</summary>
    public ulong FailCount { get; init; }

    /// <summary>Every counter of <c>memory.stat</c> by the kernel's name.</summary>
    public IReadOnlyDictionary<string, ulong> Counters { get; init; } = new Dictionary<string, ulong>();

    /// <summary>File cache that is the first to be given up: <c>total_inactive_file</c> or, on version 2, <c>inactive_file</c>.</summary>
    public ulong InactiveFile =>
        Counters.TryGetValue("total_inactive_file", out ulong total) || Counters.TryGetValue("inactive_file", out total) ? total : 0;
}
