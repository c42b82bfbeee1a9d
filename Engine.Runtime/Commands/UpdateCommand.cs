using Engine.Linux.Cgroups;
using Engine.Oci;
using Engine.Oci.Specs;
using Engine.Runtime.CommandLine;
using Engine.Runtime.Containers;
using Engine.Runtime.Launch;
using Engine.Runtime.State;

namespace Engine.Runtime.Commands;

/// <summary><c>update</c>: changes limits; what is not named stays.</summary>
internal static class UpdateCommand
{
    public static OptionSyntax Syntax { get; } = new(
        [
            "resources,r", "blkio-weight", "cpu-period", "cpu-quota", "cpu-burst", "cpu-share", "cpu-idle", "cpu-rt-period", "cpu-rt-runtime",
            "cpuset-cpus", "cpuset-mems", "memory", "memory-reservation", "memory-swap", "pids-limit", "kernel-memory", "kernel-memory-tcp",
        ],
        []);

    public static int Run(Invocation invocation, CommandOptions options)
    {
        var directory = ContainerDirectory.Open(invocation.Root, options.ContainerId);
        var record = directory.Read();
        if (directory.Status(record) == ContainerStatus.Stopped)
        {
            throw new LaunchException("container not running", Oci.Monitor.FailureKind.Conflict);
        }

        var resources = options.Get("resources") is { } path
            ? DocumentFile.Read(path == "-" ? "/dev/stdin" : path, OciJson.LinuxResources, "a set of resources")
            : FromOptions(options);
        using var cgroup = Cgroup.Open(CgroupLayout.Detect(), record.CgroupPath);

        // Devices are not for updating: engines send the document without them, which must not mean "none".
        cgroup.Apply(ResourceLimitsMap.ToCgroup(resources with { Devices = null }, withDefaultDevices: false));
        return 0;
    }

    private static LinuxResources FromOptions(CommandOptions options) => new()
    {
        Memory = new LinuxMemory
        {
            Limit = options.Number("memory"),
            Reservation = options.Number("memory-reservation"),
            Swap = options.Number("memory-swap"),
        },
        Cpu = new LinuxCpu
        {
            Shares = (ulong?)options.Number("cpu-share"),
            Quota = options.Number("cpu-quota"),
            Period = (ulong?)options.Number("cpu-period"),
            Burst = (ulong?)options.Number("cpu-burst"),
            Idle = options.Number("cpu-idle"),
            RealtimePeriod = (ulong?)options.Number("cpu-rt-period"),
            RealtimeRuntime = options.Number("cpu-rt-runtime"),
            Cpus = options.Get("cpuset-cpus"),
            Mems = options.Get("cpuset-mems"),
        },
        Pids = options.Number("pids-limit") is { } pids ? new LinuxPids { Limit = pids } : null,
        BlockIO = options.Number("blkio-weight") is { } weight ? new LinuxBlockIO { Weight = (ushort)weight } : null,
    };
}
