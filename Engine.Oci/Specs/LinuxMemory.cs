namespace Engine.Oci.Specs;

/// <summary>Memory limits in bytes (config-linux.md#memory); -1 is unlimited.</summary>
public sealed record LinuxMemory
{
    /// <summary>Limit.</summary>
    public long? Limit { get; init; }

    /// <summary>Soft limit.</summary>
    public long? Reservation { get; init; }

    /// <summary>Memory and swap together.</summary>
    public long? Swap { get; init; }

    /// <summary>Kernel memory; obsolete.</summary>
    public long? Kernel { get; init; }

    /// <summary>TCP buffers (cgroup v1).</summary>
    public long? KernelTCP { get; init; }

    /// <summary>0 to 100 (cgroup v1).</summary>
    public ulong? Swappiness { get; init; }

    /// <summary>Tasks wait instead of being killed (cgroup v1).</summary>
    public bool? DisableOOMKiller { get; init; }

    /// <summary>Obsolete.</summary>
    public bool? UseHierarchy { get; init; }

    /// <summary>Refuse a new limit below the present use.</summary>
    public bool? CheckBeforeUpdate { get; init; }
}
