using System.Globalization;
using Engine.Linux.Cgroups;

namespace Engine.Host.Containers.Statistics;

/// <summary>Completes a container's counters with the machine's.</summary>
internal static class StatisticsReader
{
    // USER_HZ of every supported architecture (proc_stat(5)).
    private const ulong NanosecondsPerTick = 10_000_000;

    public static ContainerStatistics Read(CgroupStatistics cgroup, DateTimeOffset now) => new()
    {
        Read = now,
        CpuTotal = cgroup.Cpu.Usage,
        CpuUser = cgroup.Cpu.User,
        CpuKernel = cgroup.Cpu.System,
        SystemCpu = SystemCpu(),
        OnlineCpus = Environment.ProcessorCount,
        ThrottlePeriods = cgroup.Cpu.Periods,
        ThrottledPeriods = cgroup.Cpu.ThrottledPeriods,
        ThrottledTime = cgroup.Cpu.ThrottledTime,
        MemoryUsage = cgroup.Memory.Usage,
        MemoryMaximum = cgroup.Memory.Peak,
        MemoryLimit = Math.Min(cgroup.Memory.Limit ?? ulong.MaxValue, MachineMemory()),
        MemoryFailures = cgroup.Memory.FailCount,
        MemoryDetails = cgroup.Memory.Counters,
        PidsCurrent = cgroup.PidsCurrent,
        PidsLimit = cgroup.PidsLimit ?? 0,
        BlockIO = [.. cgroup.BlockIo.Select(entry => new BlockIOEntry(entry.Major, entry.Minor, entry.Operation, entry.Bytes))],
    };

    /// <summary>Bytes of the machine's memory.</summary>
    public static ulong MachineMemory()
    {
        foreach (string line in File.ReadLines("/proc/meminfo"))
        {
            if (line.StartsWith("MemTotal:", StringComparison.Ordinal))
            {
                return ulong.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
            }
        }

        return 0;
    }

    // The first line of /proc/stat: ticks in user, nice, system, idle, iowait, irq and softirq of all processors.
    private static ulong SystemCpu() => File.ReadLines("/proc/stat").First()
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Skip(1)
        .Take(7)
        .Aggregate(0UL, (sum, field) => sum + ulong.Parse(field, CultureInfo.InvariantCulture)) * NanosecondsPerTick;
}
