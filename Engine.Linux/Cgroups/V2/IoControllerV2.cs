namespace Engine.Linux.Cgroups;

/// <summary>The io controller of version 2.</summary>
internal static class IoControllerV2
{
    private const string BfqWeight = "io.bfq.weight";

    internal static void Apply(ControllerFilesV2 files, BlockIoResources io)
    {
        ApplyWeights(files, io);
        ApplyThrottle(files, "rbps", io.ReadBytesPerSecond);
        ApplyThrottle(files, "wbps", io.WriteBytesPerSecond);
        ApplyThrottle(files, "riops", io.ReadsPerSecond);
        ApplyThrottle(files, "wiops", io.WritesPerSecond);
    }

    /// <summary>BFQ's weight (10 to 1000) on io.weight's scale (1 to 10000), straight as OCI runtimes do it.</summary>
    internal static ulong Weight(ulong blkioWeight) => blkioWeight == 0 ? 0 : 1 + ((Math.Max(blkioWeight, 10) - 10) * 9999 / 990);

    internal static List<BlockIoStatistics> Read(CgroupDirectory group)
    {
        List<BlockIoStatistics> found = [];
        if (group.TryRead("io.stat", out string content) != Errno.OK)
        {
            return found;
        }

        // «8:0 rbytes=4096 wbytes=0 rios=1 wios=0 dbytes=0 dios=0»
        foreach (string line in content.Split('\n'))
        {
            string[] fields = line.Split(' ');
            int colon = fields[0].IndexOf(':');
            if (colon > 0)
            {
                ulong major = ControlFile.Number(fields[0].AsSpan(0, colon));
                ulong minor = ControlFile.Number(fields[0].AsSpan(colon + 1));
                found.Add(new(major, minor, "read", Field(fields, "rbytes="), Field(fields, "rios=")));
                found.Add(new(major, minor, "write", Field(fields, "wbytes="), Field(fields, "wios=")));
            }
        }

        return found;
    }

    private static ulong Field(string[] fields, string key)
    {
        foreach (string field in fields)
        {
            if (field.StartsWith(key, StringComparison.Ordinal))
            {
                return ControlFile.Number(field.AsSpan(key.Length));
            }
        }

        return 0;
    }

    private static void ApplyWeights(ControllerFilesV2 files, BlockIoResources io)
    {
        bool hasWeight = io.Weight is not (null or 0);
        if (!hasWeight && io.WeightDevices.Count == 0)
        {
            return;
        }

        if (io.LeafWeight is not (null or 0))
        {
            throw new CgroupException("a block I/O leaf weight is asked for, which cgroup version 2 does not have");
        }

        bool bfq = files.Group.Has(BfqWeight);
        if (hasWeight)
        {
            files.Write(bfq ? BfqWeight : "io.weight", bfq ? io.Weight.ToString()! : $"default {Weight((ulong)io.Weight!)}");
        }

        foreach (BlockIoWeightDevice device in io.WeightDevices)
        {
            if (device.Weight is { } weight and not 0)
            {
                files.Write(bfq ? BfqWeight : "io.weight", $"{device.Major}:{device.Minor} {(bfq ? weight : Weight(weight))}");
            }
        }
    }

    private static void ApplyThrottle(ControllerFilesV2 files, string key, IReadOnlyList<BlockIoThrottle> throttles)
    {
        foreach (BlockIoThrottle throttle in throttles)
        {
            files.Write("io.max", $"{throttle.Major}:{throttle.Minor} {key}={(throttle.Rate == 0 ? "max" : throttle.Rate.ToString())}");
        }
    }
}
