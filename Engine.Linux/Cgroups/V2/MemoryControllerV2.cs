namespace Engine.Linux.Cgroups;

/// <summary>The memory controller of version 2, and the translation of OCI's limits, which are version 1's, into it.</summary>
internal static class MemoryControllerV2
{
    internal const string EventsFile = "memory.events";
    private const string LimitFile = "memory.max";
    private const string SwapFile = "memory.swap.max";
    private const long Unlimited = -1;

    internal static void Apply(ControllerFilesV2 files, MemoryResources memory)
    {
        long limit = memory.Limit ?? 0;
        string? swap = SwapValue(limit, memory.Swap ?? 0);
        if (memory.CheckBeforeUpdate && limit > 0
            && ControlFile.ReadNumber(files.Group, "memory.current") is ulong usage && usage >= (ulong)limit)
        {
            // The kernel would kill processes until the limit holds.
            throw new CgroupException($"memory limit {limit} is not above the present use of {usage} bytes");
        }

        if (swap is not null)
        {
            Errno errno = files.Group.TryWrite(SwapFile, swap);

            // Without swap accounting «no swap» and «any swap» are what happens anyway.
            if (errno != Errno.ENOENT || swap is not ("max" or "0"))
            {
                files.Check(SwapFile, swap, errno);
            }
        }

        WriteAmount(files, LimitFile, limit);
        WriteAmount(files, "memory.low", memory.Reservation ?? 0);
    }

    /// <summary>
    /// Swap alone from OCI's memory and swap together: «none» is the difference, «both the same» is no swap, and without a limit of memory
    /// there can be none of both.
    /// </summary>
    /// <returns>The value to write, or null to leave swap as it is.</returns>
    internal static string? SwapValue(long limit, long both)
    {
        if (limit == Unlimited && both == 0)
        {
            return "max";
        }

        if (both == 0)
        {
            return null;
        }

        if (both == Unlimited)
        {
            return "max";
        }

        if (limit is 0 or Unlimited)
        {
            throw new CgroupException($"a limit of memory and swap together ({both}) needs a limit of memory");
        }

        return limit < 0 || both < limit
            ? throw new CgroupException($"the limit of memory and swap together ({both}) is below that of memory ({limit})")
            : (both - limit).ToString();
    }

    internal static MemoryStatistics Read(CgroupDirectory group) => new()
    {
        Usage = ControlFile.ReadNumber(group, "memory.current"),
        Peak = ControlFile.ReadNumber(group, "memory.peak"),
        Limit = ControlFile.ReadLimit(group, LimitFile),
        Swap = ControlFile.ReadNumber(group, "memory.swap.current"),
        FailCount = group.TryRead(EventsFile, out string events) == Errno.OK ? ControlFile.Keyed(events, "max") : 0,
        Counters = group.TryRead("memory.stat", out string content) == Errno.OK ? ControlFile.AllKeyed(content) : [],
    };

    private static void WriteAmount(ControllerFilesV2 files, string file, long amount)
    {
        if (amount != 0)
        {
            files.Write(file, amount == Unlimited ? "max" : amount.ToString());
        }
    }
}
