namespace Engine.Linux.Cgroups;

/// <summary>The memory controller of version 1 (kernel's cgroup-v1/memory.rst).</summary>
internal static class MemoryControllerV1
{
    private const string LimitFile = "memory.limit_in_bytes";
    private const string SwapFile = "memory.memsw.limit_in_bytes";
    private const long Unlimited = -1;

    internal static void Apply(CgroupDirectory group, MemoryResources memory)
    {
        if (memory.UseHierarchy is { } hierarchy)
        {
            // Already so in every kernel since 5.11, which refuses to be told twice once there are children.
            if (ControlFile.ReadNumber(group, "memory.use_hierarchy") != (hierarchy ? 1UL : 0UL))
            {
                group.Write("memory.use_hierarchy", hierarchy ? "1" : "0");
            }
        }

        ApplyLimits(group, memory);
        WriteAmount(group, "memory.soft_limit_in_bytes", memory.Reservation);
        WriteAmount(group, "memory.kmem.tcp.limit_in_bytes", memory.KernelTcp);
        if (memory.DisableOomKiller)
        {
            group.Write("memory.oom_control", "1");
        }

        if (memory.Swappiness is { } swappiness and not -1)
        {
            if (swappiness is < 0 or > 100)
            {
                throw new CgroupException($"memory swappiness {swappiness} is not between 0 and 100");
            }

            group.Write("memory.swappiness", swappiness.ToString());
        }
    }

    internal static MemoryStatistics Read(CgroupDirectory group)
    {
        ulong usage = ControlFile.ReadNumber(group, "memory.usage_in_bytes");
        ulong both = ControlFile.ReadNumber(group, "memory.memsw.usage_in_bytes");
        return new()
        {
            Usage = usage,
            Peak = ControlFile.ReadNumber(group, "memory.max_usage_in_bytes"),
            Limit = ControlFile.ReadLimit(group, LimitFile),
            Swap = both > usage ? both - usage : 0,
            FailCount = ControlFile.ReadNumber(group, "memory.failcnt"),
            Counters = group.TryRead("memory.stat", out string content) == Errno.OK ? ControlFile.AllKeyed(content) : [],
        };
    }

    private static void ApplyLimits(CgroupDirectory group, MemoryResources memory)
    {
        long limit = memory.Limit ?? 0;
        long swap = memory.Swap ?? 0;
        if (limit == Unlimited && swap == 0 && group.Has(SwapFile))
        {
            // Memory without a limit wants swap without one too: the old limit of both together would still hold.
            swap = Unlimited;
        }

        if (limit != 0 && memory.CheckBeforeUpdate && limit > 0
            && ControlFile.ReadNumber(group, "memory.usage_in_bytes") is ulong usage && usage >= (ulong)limit)
        {
            throw new CgroupException($"memory limit {limit} is not above the present use of {usage} bytes");
        }

        // The kernel wants limit <= memory+swap at every moment, so what grows is written first.
        bool swapFirst = swap == Unlimited || (limit != 0 && swap != 0 && (ControlFile.ReadLimit(group, LimitFile) ?? ulong.MaxValue) < (ulong)swap);
        if (swapFirst)
        {
            WriteAmount(group, SwapFile, swap);
        }

        WriteAmount(group, LimitFile, limit);
        if (!swapFirst)
        {
            WriteAmount(group, SwapFile, swap);
        }
    }

    private static void WriteAmount(CgroupDirectory group, string file, long? amount)
    {
        if (amount is { } value and not 0)
        {
            group.Write(file, value.ToString());
        }
    }
}
