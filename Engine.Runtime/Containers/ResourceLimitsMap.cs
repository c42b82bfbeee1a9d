using Engine.Linux.Cgroups;
using Engine.Oci.Specs;

namespace Engine.Runtime.Containers;

/// <summary>Turns an OCI resources document into what the cgroup library takes.</summary>
internal static class ResourceLimitsMap
{
    /// <summary>Devices every container may use: nodes may be made, the default ones and terminals used (config-linux.md#default-devices).</summary>
    private static readonly DeviceRule[] DefaultDevices =
    [
        new(true, DeviceType.Char, null, null, DeviceAccess.MakeNode), new(true, DeviceType.Block, null, null, DeviceAccess.MakeNode),
        Use(1, 3), Use(1, 5), Use(1, 7), Use(1, 8), Use(1, 9), Use(5, 0), Use(5, 2), Use(136, null),
    ];

    public static CgroupResources ToCgroup(LinuxResources resources, bool withDefaultDevices) => new()
    {
        Memory = resources.Memory is { } memory ? Memory(memory) : null,
        Cpu = resources.Cpu is { } cpu ? Cpu(cpu) : null,
        Pids = resources.Pids?.Limit,
        BlockIo = resources.BlockIO is { } block ? BlockIo(block) : null,
        HugepageLimits = [.. (resources.HugepageLimits ?? []).Select(h => new HugepageLimit(h.PageSize ?? "", h.Limit))],
        Network = resources.Network is { } network ? Network(network) : null,
        Rdma = [.. (resources.Rdma ?? new Dictionary<string, LinuxRdma>()).Select(r => new RdmaLimit(r.Key, r.Value.HcaHandles, r.Value.HcaObjects))],
        Devices = resources.Devices is { Count: > 0 } devices ? [.. devices.Select(Device), .. withDefaultDevices ? DefaultDevices : []] : null,
        Unified = resources.Unified,
    };

    private static DeviceRule Use(long major, long? minor) => new(true, DeviceType.Char, major, minor, DeviceAccess.All);

    private static MemoryResources Memory(LinuxMemory memory) => new()
    {
        Limit = memory.Limit,
        Reservation = memory.Reservation,
        Swap = memory.Swap,
        KernelTcp = memory.KernelTCP,

        // Docker sends -1 as an unsigned number.
        Swappiness = memory.Swappiness is { } value and <= 100 ? (long)value : null,
        DisableOomKiller = memory.DisableOOMKiller == true,
        UseHierarchy = memory.UseHierarchy,
        CheckBeforeUpdate = memory.CheckBeforeUpdate == true,
    };

    private static CpuResources Cpu(LinuxCpu cpu) => new()
    {
        Shares = cpu.Shares,
        Quota = cpu.Quota,
        Period = cpu.Period,
        Burst = cpu.Burst,
        Idle = cpu.Idle,
        RealtimeRuntime = cpu.RealtimeRuntime,
        RealtimePeriod = cpu.RealtimePeriod,
        Cpus = cpu.Cpus,
        Mems = cpu.Mems,
    };

    private static BlockIoResources BlockIo(LinuxBlockIO block) => new()
    {
        Weight = block.Weight,
        LeafWeight = block.LeafWeight,
        WeightDevices = [.. (block.WeightDevice ?? []).Select(w => new BlockIoWeightDevice(w.Major, w.Minor, w.Weight, w.LeafWeight))],
        ReadBytesPerSecond = Rates(block.ThrottleReadBpsDevice),
        WriteBytesPerSecond = Rates(block.ThrottleWriteBpsDevice),
        ReadsPerSecond = Rates(block.ThrottleReadIOPSDevice),
        WritesPerSecond = Rates(block.ThrottleWriteIOPSDevice),
    };

    private static BlockIoThrottle[] Rates(IReadOnlyList<LinuxThrottleDevice>? rates) =>
        [.. (rates ?? []).Select(r => new BlockIoThrottle(r.Major, r.Minor, r.Rate))];

    private static NetworkResources Network(LinuxNetwork network) => new()
    {
        ClassId = network.ClassID,
        Priorities = [.. (network.Priorities ?? []).Select(p => new KeyValuePair<string, uint>(p.Name ?? "", p.Priority))],
    };

    private static DeviceRule Device(LinuxDeviceCgroup device)
    {
        var type = device.Type switch
        {
            "b" => DeviceType.Block,
            "c" or "u" => DeviceType.Char,
            _ => DeviceType.All,
        };
        var access = DeviceAccess.None;
        foreach (var letter in device.Access ?? "")
        {
            access |= letter switch
            {
                'r' => DeviceAccess.Read,
                'w' => DeviceAccess.Write,
                'm' => DeviceAccess.MakeNode,
                _ => throw Launch.LaunchException.Invalid($"unknown device access \"{letter}\""),
            };
        }

        return new DeviceRule(device.Allow, type, Number(device.Major), Number(device.Minor), access == DeviceAccess.None ? DeviceAccess.All : access);
    }

    private static long? Number(long? value) => value is -1 ? null : value;
}
