namespace Engine.Linux.Cgroups;

/// <summary>The cpu and cpuset controllers of version 2.</summary>
internal static class CpuControllerV2
{
    private const string BurstFile = "cpu.max.burst";
    private const ulong DefaultPeriod = 100_000;
    private const ulong FewestShares = 2;
    private const ulong MostShares = 262_144;
    private const ulong NanosecondsPerMicrosecond = 1000;

    internal static void Apply(ControllerFilesV2 files, CpuResources cpu)
    {
        if (cpu.Idle == 0)
        {
            // The weight cannot be set while the group is idle.
            files.Write("cpu.idle", "0");
        }

        if (cpu.Shares is { } shares and not 0)
        {
            files.Write("cpu.weight", Weight(shares).ToString());
        }

        ApplyBandwidth(files, cpu);
        if (cpu.RealtimeRuntime is not (null or 0) || cpu.RealtimePeriod is not (null or 0))
        {
            throw new CgroupException("real-time processor limits are asked for, which cgroup version 2 does not have");
        }

        if (cpu.Idle is { } idle and not 0)
        {
            files.Write("cpu.idle", idle.ToString());
        }

        if (cpu.Cpus is { Length: > 0 } cpus)
        {
            files.Write("cpuset.cpus", cpus);
        }

        if (cpu.Mems is { Length: > 0 } mems)
        {
            files.Write("cpuset.mems", mems);
        }
    }

    /// <summary>
    /// Shares (2 to 262144, usually 1024) as a weight (1 to 10000, usually 100), by the curve that OCI runtimes agreed on in 2025: it goes
    /// through both ends and through the usual values, where the older straight line gave 1024 shares the weight 39.
    /// </summary>
    internal static ulong Weight(ulong shares)
    {
        if (shares <= FewestShares)
        {
            return 1;
        }

        if (shares >= MostShares)
        {
            return 10_000;
        }

        double magnitude = Math.Log2(shares);
        double exponent = (((magnitude * magnitude) + (125 * magnitude)) / 612.0) - (7.0 / 34.0);
        return (ulong)Math.Ceiling(Math.Pow(10, exponent));
    }

    internal static CpuStatistics Read(CgroupDirectory group)
    {
        _ = group.TryRead("cpu.stat", out string content);
        return new()
        {
            Usage = ControlFile.Keyed(content, "usage_usec") * NanosecondsPerMicrosecond,
            User = ControlFile.Keyed(content, "user_usec") * NanosecondsPerMicrosecond,
            System = ControlFile.Keyed(content, "system_usec") * NanosecondsPerMicrosecond,
            Periods = ControlFile.Keyed(content, "nr_periods"),
            ThrottledPeriods = ControlFile.Keyed(content, "nr_throttled"),
            ThrottledTime = ControlFile.Keyed(content, "throttled_usec") * NanosecondsPerMicrosecond,
        };
    }

    private static void ApplyBandwidth(ControllerFilesV2 files, CpuResources cpu)
    {
        string? burst = cpu.Burst?.ToString();
        bool hasBandwidth = cpu.Quota is not (null or 0) || cpu.Period is not (null or 0);
        bool burstAgain = false;
        if (burst is not null)
        {
            // The burst may not exceed the quota; which of the old and new quota it fits, only the kernel knows.
            Errno errno = files.Group.TryWrite(BurstFile, burst);
            burstAgain = hasBandwidth && errno == Errno.EINVAL;
            if (!burstAgain)
            {
                files.Check(BurstFile, burst, errno);
            }
        }

        if (hasBandwidth)
        {
            string quota = cpu.Quota is { } value and > 0 ? value.ToString() : "max";
            ulong period = cpu.Period is { } length and not 0 ? length : DefaultPeriod;
            files.Write("cpu.max", $"{quota} {period}");
        }

        if (burstAgain)
        {
            files.Write(BurstFile, burst!);
        }
    }
}
