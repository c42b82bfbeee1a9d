namespace Engine.Linux.Cgroups;

/// <summary>The blkio controller of version 1 (kernel's cgroup-v1/blkio-controller.rst).</summary>
internal static class BlockIoControllerV1
{
    internal static void Apply(CgroupDirectory group, BlockIoResources io)
    {
        if (io.Weight is not (null or 0) || io.LeafWeight is not (null or 0) || io.WeightDevices.Count > 0)
        {
            ApplyWeights(group, io);
        }

        ApplyThrottle(group, "blkio.throttle.read_bps_device", io.ReadBytesPerSecond);
        ApplyThrottle(group, "blkio.throttle.write_bps_device", io.WriteBytesPerSecond);
        ApplyThrottle(group, "blkio.throttle.read_iops_device", io.ReadsPerSecond);
        ApplyThrottle(group, "blkio.throttle.write_iops_device", io.WritesPerSecond);
    }

    internal static List<BlockIoStatistics> Read(CgroupDirectory group)
    {
        // The files of throttling count every device; those of BFQ only the ones with that scheduler.
        _ = group.TryRead("blkio.throttle.io_service_bytes_recursive", out string bytes);
        _ = group.TryRead("blkio.throttle.io_serviced_recursive", out string operations);
        Dictionary<(ulong, ulong, string), ulong> counts = [];
        foreach ((ulong major, ulong minor, string operation, ulong value) in Lines(operations))
        {
            counts[(major, minor, operation)] = value;
        }

        List<BlockIoStatistics> found = [];
        foreach ((ulong major, ulong minor, string operation, ulong value) in Lines(bytes))
        {
            found.Add(new(major, minor, operation, value, counts.GetValueOrDefault((major, minor, operation))));
        }

        return found;
    }

    private static void ApplyWeights(CgroupDirectory group, BlockIoResources io)
    {
        // CFQ's files went with it in Linux 5.0; BFQ has its own and no leaf weight.
        bool bfq = !group.Has("blkio.weight") && group.Has("blkio.bfq.weight");
        string prefix = bfq ? "blkio.bfq." : "blkio.";
        if (io.Weight is { } weight and not 0)
        {
            group.Write(prefix + "weight", weight.ToString());
        }

        if (io.LeafWeight is { } leafWeight and not 0)
        {
            group.Write("blkio.leaf_weight", leafWeight.ToString());
        }

        foreach (BlockIoWeightDevice device in io.WeightDevices)
        {
            if (device.Weight is { } deviceWeight and not 0)
            {
                group.Write(prefix + "weight_device", $"{device.Major}:{device.Minor} {deviceWeight}");
            }

            if (device.LeafWeight is { } deviceLeafWeight and not 0)
            {
                group.Write("blkio.leaf_weight_device", $"{device.Major}:{device.Minor} {deviceLeafWeight}");
            }
        }
    }

    private static void ApplyThrottle(CgroupDirectory group, string file, IReadOnlyList<BlockIoThrottle> throttles)
    {
        foreach (BlockIoThrottle throttle in throttles)
        {
            group.Write(file, $"{throttle.Major}:{throttle.Minor} {throttle.Rate}");
        }
    }

    // «8:0 Read 4096»; a last line «Total N» has no device.
    private static List<(ulong Major, ulong Minor, string Operation, ulong Value)> Lines(string content)
    {
        List<(ulong, ulong, string, ulong)> lines = [];
        foreach (string line in content.Split('\n'))
        {
            string[] fields = line.Split(' ');
            int colon = fields[0].IndexOf(':');
            if (fields.Length == 3 && colon > 0 && fields[1] is "Read" or "Write")
            {
                lines.Add((
                    ControlFile.Number(fields[0].AsSpan(0, colon)),
                    ControlFile.Number(fields[0].AsSpan(colon + 1)),
                    fields[1] == "Read" ? "read" : "write",
                    ControlFile.Number(fields[2])));
            }
        }

        return lines;
    }
}
