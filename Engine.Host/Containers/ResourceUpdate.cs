using Engine.Host.Errors;

namespace Engine.Host.Containers;

/// <summary>Lays new limits over the present ones: what is zero, null or empty stays.</summary>
internal static class ResourceUpdate
{
    public static ContainerResources Merge(string id, ContainerResources old, ContainerResources update)
    {
        if (update.Memory > 0 && update.MemorySwap == 0 && old.MemorySwap == 0 && old.Memory > 0 && update.Memory > old.Memory * 2)
        {
            throw new ConflictException(
                $"Cannot update container {id}: Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time");
        }

        return old with
        {
            Memory = update.Memory != 0 ? update.Memory : old.Memory,
            MemorySwap = update.MemorySwap != 0 ? update.MemorySwap : old.MemorySwap,
            MemoryReservation = update.MemoryReservation != 0 ? update.MemoryReservation : old.MemoryReservation,
            KernelMemory = update.KernelMemory,
            MemorySwappiness = update.MemorySwappiness ?? old.MemorySwappiness,
            NanoCpus = update.NanoCpus != 0 ? update.NanoCpus : old.NanoCpus,
            CpuShares = update.CpuShares != 0 ? update.CpuShares : old.CpuShares,
            CpuPeriod = update.CpuPeriod != 0 ? update.CpuPeriod : old.CpuPeriod,
            CpuQuota = update.CpuQuota != 0 ? update.CpuQuota : old.CpuQuota,
            CpuRealtimePeriod = update.CpuRealtimePeriod != 0 ? update.CpuRealtimePeriod : old.CpuRealtimePeriod,
            CpuRealtimeRuntime = update.CpuRealtimeRuntime != 0 ? update.CpuRealtimeRuntime : old.CpuRealtimeRuntime,
            CpusetCpus = update.CpusetCpus.Length > 0 ? update.CpusetCpus : old.CpusetCpus,
            CpusetMems = update.CpusetMems.Length > 0 ? update.CpusetMems : old.CpusetMems,
            PidsLimit = update.PidsLimit ?? old.PidsLimit,
            BlkioWeight = update.BlkioWeight != 0 ? update.BlkioWeight : old.BlkioWeight,
        };
    }
}
