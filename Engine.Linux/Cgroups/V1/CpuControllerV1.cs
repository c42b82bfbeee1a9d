namespace Engine.Linux.Cgroups;

/// <summary>The cpu and cpuacct controllers of version 1 (kernel's scheduler/sched-bwc.rst and cgroup-v1/cpuacct.rst).</summary>
internal static class CpuControllerV1
{
    private const string QuotaFile = "cpu.cfs_quota_us";
    private const string PeriodFile = "cpu.cfs_period_us";
    private const string BurstFile = "cpu.cfs_burst_us";
    private const string IdleFile = "cpu.idle";

    /// <summary>USER_HZ: cpuacct.stat counts in hundredths of a second on every architecture this library runs on.</summary>
    private const ulong NanosecondsPerTick = 10_000_000;

    /// <summary>Whether anything but cpuset is set.</summary>
    internal static bool Concerns(CpuResources cpu) =>
        cpu is not { Shares: null or 0, Quota: null or 0, Period: null or 0, Burst: null, Idle: null, RealtimeRuntime: null or 0, RealtimePeriod: null or 0 };

    internal static void Apply(CgroupDirectory group, CpuResources cpu)
    {
        if (cpu.Idle == 0)
        {
            // Shares cannot be set while the group is idle.
            group.Write(IdleFile, "0");
        }

        if (cpu.Shares is { } shares and not 0)
        {
            group.Write("cpu.shares", shares.ToString());
        }

        ApplyBandwidth(group, cpu);
        if (cpu.RealtimePeriod is { } realtimePeriod and not 0)
        {
            group.Write("cpu.rt_period_us", realtimePeriod.ToString());
        }

        if (cpu.RealtimeRuntime is { } realtimeRuntime and not 0)
        {
            group.Write("cpu.rt_runtime_us", realtimeRuntime.ToString());
        }

        if (cpu.Idle is { } idle and not 0)
        {
            group.Write(IdleFile, idle.ToString());
        }
    }

    internal static CpuStatistics Read(CgroupDirectory? cpu, CgroupDirectory? cpuacct)
    {
        string bandwidth = "";
        string usage = "";
        string perCpu = "";
        cpu?.TryRead("cpu.stat", out bandwidth);
        cpuacct?.TryRead("cpuacct.stat", out usage);
        cpuacct?.TryRead("cpuacct.usage_percpu", out perCpu);
        List<ulong> processors = [];
        foreach (Range part in perCpu.AsSpan().Split(' '))
        {
            if (!perCpu.AsSpan(part).IsWhiteSpace())
            {
                processors.Add(ControlFile.Number(perCpu.AsSpan(part)));
            }
        }

        return new()
        {
            Usage = cpuacct is null ? 0 : ControlFile.ReadNumber(cpuacct, "cpuacct.usage"),
            User = ControlFile.Keyed(usage, "user") * NanosecondsPerTick,
            System = ControlFile.Keyed(usage, "system") * NanosecondsPerTick,
            PerCpu = processors,
            Periods = ControlFile.Keyed(bandwidth, "nr_periods"),
            ThrottledPeriods = ControlFile.Keyed(bandwidth, "nr_throttled"),
            ThrottledTime = ControlFile.Keyed(bandwidth, "throttled_time"),
        };
    }

    // Quota, period and burst are checked against each other and against the groups around, so on an existing group the order in which
    // they fit depends on the old values: what is refused as invalid is tried once more after the others.
    private static void ApplyBandwidth(CgroupDirectory group, CpuResources cpu)
    {
        string? quota = cpu.Quota is { } q and not 0 ? q.ToString() : null;
        string? period = cpu.Period is { } p and not 0 ? p.ToString() : null;
        string? burst = cpu.Burst?.ToString();
        bool periodAgain = period is not null && !Written(group, PeriodFile, period, retryLater: quota is not null);
        bool burstAgain = burst is not null && !Written(group, BurstFile, burst, retryLater: quota is not null);
        if (quota is not null)
        {
            group.Write(QuotaFile, quota);
        }

        if (periodAgain)
        {
            group.Write(PeriodFile, period!);
        }

        if (burstAgain)
        {
            group.Write(BurstFile, burst!);
        }
    }

    private static bool Written(CgroupDirectory group, string file, string value, bool retryLater)
    {
        Errno errno = group.TryWrite(file, value);
        return errno == Errno.OK
            || (retryLater && errno == Errno.EINVAL ? false : throw group.WriteFailed(file, value, errno));
    }
}
