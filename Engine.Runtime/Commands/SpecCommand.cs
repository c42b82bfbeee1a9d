using Engine.Oci;
using Engine.Oci.Specs;
using Engine.Runtime.CommandLine;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Commands;

/// <summary><c>spec</c>: writes an example configuration.</summary>
internal static class SpecCommand
{
    private static readonly string[] Capabilities = ["CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"];

    private static readonly string[] Namespaces = ["pid", "network", "ipc", "uts", "mount", "cgroup"];

    public static int Run(Invocation invocation, CommandOptions options)
    {
        var path = Path.Combine(options.Get("bundle") ?? ".", "config.json");
        if (File.Exists(path))
        {
            throw LaunchException.Invalid($"File {path} exists. Remove it first");
        }

        File.WriteAllBytes(path, OciJson.RuntimeSpec.Write(Example, indented: true));
        return 0;
    }

    private static RuntimeSpec Example => new()
    {
        Process = new ProcessSpec
        {
            Terminal = true,
            User = new ProcessUser(),
            Args = ["sh"],
            Env = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TERM=xterm"],
            Cwd = "/",
            Capabilities = new LinuxCapabilities { Bounding = Capabilities, Effective = Capabilities, Permitted = Capabilities },
            Rlimits = [new PosixRlimit { Type = "RLIMIT_NOFILE", Hard = 1024, Soft = 1024 }],
            NoNewPrivileges = true,
        },
        Root = new RootSpec { Path = "rootfs", Readonly = true },
        Hostname = "engine",
        Mounts =
        [
            Mount("/proc", "proc", "proc"),
            Mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
            Mount("/dev/pts", "devpts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"),
            Mount("/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"),
            Mount("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"),
            Mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro"),
            Mount("/sys/fs/cgroup", "cgroup", "cgroup", "nosuid", "noexec", "nodev", "relatime", "ro"),
        ],
        Linux = new LinuxSpec
        {
            Resources = new LinuxResources { Devices = [new LinuxDeviceCgroup { Allow = false, Access = "rwm" }] },
            Namespaces = [.. Namespaces.Select(t => new LinuxNamespace { Type = t })],
            MaskedPaths =
            [
                "/proc/acpi", "/proc/asound", "/proc/interrupts", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list",
                "/proc/timer_stats", "/proc/sched_debug", "/proc/scsi", "/sys/firmware", "/sys/devices/virtual/powercap",
            ],
            ReadonlyPaths = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"],
        },
    };

    private static MountSpec Mount(string destination, string type, string source, params string[] options) =>
        new() { Destination = destination, Type = type, Source = source, Options = options };
}
