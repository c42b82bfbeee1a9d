using Engine.Host.Containers.Statistics;
using Engine.Protocol;
using Domain = Engine.Host.Containers;

namespace Engine.Host.Api.Rpc;

/// <summary>Counters of a container as the contract's figures.</summary>
internal static class UsageWriter
{
    public static ContainerUsage Write(Domain.Container container, ContainerStatistics before, ContainerStatistics now)
    {
        var elapsed = now.Read - before.Read;
        return new ContainerUsage
        {
            Id = container.Id,
            Name = container.Name,
            Time = now.Read,
            CpuTime = Time(now.CpuTotal),
            Cpu = elapsed > TimeSpan.Zero ? Math.Round(Time(now.CpuTotal - Math.Min(before.CpuTotal, now.CpuTotal)) / elapsed, 4) : 0,
            Memory = (long)(now.MemoryUsage - Math.Min(now.MemoryUsage, InactiveFiles(now.MemoryDetails))),
            MemoryLimit = (long)Math.Min(now.MemoryLimit, long.MaxValue),
            Processes = (long)now.PidsCurrent,
            BlockRead = Bytes(now, "read"),
            BlockWritten = Bytes(now, "write"),
        };
    }

    private static TimeSpan Time(ulong nanoseconds) => TimeSpan.FromTicks((long)(nanoseconds / TimeSpan.NanosecondsPerTick));

    // memory.stat of cgroup v1 counts descendants under another name than its own pages.
    private static ulong InactiveFiles(IReadOnlyDictionary<string, ulong> details) =>
        details.TryGetValue("total_inactive_file", out var all) ? all : details.GetValueOrDefault("inactive_file");

    private static long Bytes(ContainerStatistics statistics, string operation) => statistics.BlockIO
        .Where(entry => entry.Operation.Equals(operation, StringComparison.OrdinalIgnoreCase)).Sum(entry => (long)entry.Bytes);
}
