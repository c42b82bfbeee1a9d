namespace Engine.Linux.Cgroups;

/// <summary>Memory limits in bytes; -1 is no limit, null or 0 is unset. The kernel-memory limit has no field: kernels ignore it.</summary>
public sealed record MemoryResources
{
    /// <summary>Most memory.</summary>
    public long? Limit { get; init; }

    /// <summary>What the group keeps when the machine is short of memory.</summary>
    public long? Reservation { get; init; }

    /// <summary>Most memory and swap together, as version 1 counts; converted for version 2.</summary>
    public long? Swap { get; init; }

    /// <summary>Most memory of TCP buffers, version 1 only.</summary>
    public long? KernelTcp { get; init; }

    /// <summary>How readily the group is swapped out, 0 to 100, version 1 only; null or -1 is unset.</summary>
    public long? Swappiness { get; init; }

    /// <summary>Lets processes wait instead of being killed when memory is out, version 1 only.</summary>
    public bool DisableOomKiller { get; init; }

    /// <summary>Counts child groups in, version 1 only; kernels since 5.11 always do.</summary>
    public bool? UseHierarchy { get; init; }

    /// <summary>Refuses a limit below present use instead of killing for it.</summary>
    public bool CheckBeforeUpdate { get; init; }
}
