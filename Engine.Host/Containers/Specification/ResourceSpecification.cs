using System.Text;
using Engine.Linux.Syscalls;
using Engine.Host.Errors;
using Engine.Oci.Specs;

namespace Engine.Host.Containers.Specification;

/// <summary>Docker's limits as OCI's <c>linux.resources</c>.</summary>
internal static class ResourceSpecification
{
    private const long DefaultCpuPeriod = 100_000;
    private const long NanosecondsPerCpu = 1_000_000_000;

    /// <summary>All but the device rules.</summary>
    public static LinuxResources Build(ContainerResources resources) => new()
    {
        Memory = Memory(resources),
        Cpu = Cpu(resources),
        Pids = resources.PidsLimit is { } limit and not 0 ? new LinuxPids { Limit = limit < 0 ? -1 : limit } : null,
        BlockIO = BlockIO(resources),
    };

    private static LinuxMemory? Memory(ContainerResources resources)
    {
        long? swap = resources.MemorySwap != 0
            ? resources.MemorySwap
            // As much swap as memory, as Docker does when only the memory is limited.
            : resources.Memory > 0 ? resources.Memory * 2 : null;
        var memory = new LinuxMemory
        {
            Limit = resources.Memory > 0 ? resources.Memory : null,
            Reservation = resources.MemoryReservation > 0 ? resources.MemoryReservation : null,
            Swap = swap,
            Swappiness = resources.MemorySwappiness is >= 0 ? (ulong)resources.MemorySwappiness : null,
            DisableOOMKiller = resources.OomKillDisable ? true : null,
        };
        return memory == new LinuxMemory() ? null : memory;
    }

    private static LinuxCpu? Cpu(ContainerResources resources)
    {
        var cpu = new LinuxCpu
        {
            Shares = resources.CpuShares > 0 ? (ulong)resources.CpuShares : null,
            Quota = resources.NanoCpus > 0
                ? resources.NanoCpus * DefaultCpuPeriod / NanosecondsPerCpu
                : resources.CpuQuota != 0 ? resources.CpuQuota : null,
            Period = resources.NanoCpus > 0
                ? (ulong)DefaultCpuPeriod
                : resources.CpuPeriod != 0 ? (ulong)resources.CpuPeriod : null,
            RealtimeRuntime = resources.CpuRealtimeRuntime != 0 ? resources.CpuRealtimeRuntime : null,
            RealtimePeriod = resources.CpuRealtimePeriod != 0 ? (ulong)resources.CpuRealtimePeriod : null,
            Cpus = resources.CpusetCpus.Length > 0 ? resources.CpusetCpus : null,
            Mems = resources.CpusetMems.Length > 0 ? resources.CpusetMems : null,
        };
        return cpu == new LinuxCpu() ? null : cpu;
    }

    private static LinuxBlockIO? BlockIO(ContainerResources resources)
    {
        var io = new LinuxBlockIO
        {
            Weight = resources.BlkioWeight > 0 ? resources.BlkioWeight : null,
            WeightDevice = resources.BlkioWeightDevice is { Count: > 0 } weights ? [.. weights.Select(Weight)] : null,
            ThrottleReadBpsDevice = Throttles(resources.BlkioDeviceReadBps),
            ThrottleWriteBpsDevice = Throttles(resources.BlkioDeviceWriteBps),
            ThrottleReadIOPSDevice = Throttles(resources.BlkioDeviceReadIOps),
            ThrottleWriteIOPSDevice = Throttles(resources.BlkioDeviceWriteIOps),
        };
        return io == new LinuxBlockIO() ? null : io;
    }

    private static LinuxWeightDevice Weight(WeightDevice device)
    {
        FileStatus status = Device(device.Path);
        return new LinuxWeightDevice { Major = status.DeviceMajor, Minor = status.DeviceMinor, Weight = device.Weight };
    }

    private static List<LinuxThrottleDevice>? Throttles(IReadOnlyList<ThrottleDevice> devices) =>
        devices.Count == 0 ? null : devices.Select(Throttle).ToList();

    private static LinuxThrottleDevice Throttle(ThrottleDevice device)
    {
        FileStatus status = Device(device.Path);
        return new LinuxThrottleDevice { Major = status.DeviceMajor, Minor = status.DeviceMinor, Rate = device.Rate };
    }

    private static FileStatus Device(string path) =>
        Syscall.Status(Syscall.AT_FDCWD, Encoding.UTF8.GetBytes(path + '\0')) is { Type: FileStatus.S_IFBLK or FileStatus.S_IFCHR } status
            ? status
            : throw new InvalidArgumentException($"no such device: {path}");
}
