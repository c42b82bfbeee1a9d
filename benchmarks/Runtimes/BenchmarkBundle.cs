using Engine.Benchmarks.Measuring;

namespace Engine.Benchmarks.Runtimes;

/// <summary>An OCI bundle as an engine makes it: the usual mounts, namespaces, masks and capabilities around BusyBox.</summary>
internal sealed class BenchmarkBundle : IDisposable
{
    private const string Configuration = """
        { "ociVersion": "1.0.2",
          "process": { "user": { "uid": 0, "gid": 0 }, "args": ["/bin/true"], "env": ["PATH=/bin"], "cwd": "/", "noNewPrivileges": true,
            "capabilities": { "bounding": ["CAP_KILL", "CAP_CHOWN"], "effective": ["CAP_KILL", "CAP_CHOWN"], "permitted": ["CAP_KILL", "CAP_CHOWN"] } },
          "root": { "path": "rootfs", "readonly": false }, "hostname": "bench",
          "mounts": [
            { "destination": "/proc", "type": "proc", "source": "proc", "options": ["nosuid", "noexec", "nodev"] },
            { "destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "strictatime", "mode=755", "size=65536k"] },
            { "destination": "/dev/pts", "type": "devpts", "source": "devpts", "options": ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"] },
            { "destination": "/dev/shm", "type": "tmpfs", "source": "shm", "options": ["nosuid", "noexec", "nodev", "mode=1777", "size=65536k"] },
            { "destination": "/dev/mqueue", "type": "mqueue", "source": "mqueue", "options": ["nosuid", "noexec", "nodev"] },
            { "destination": "/sys", "type": "sysfs", "source": "sysfs", "options": ["nosuid", "noexec", "nodev", "ro"] }],
          "linux": { "cgroupsPath": "/engine-bench/box", "resources": { "devices": [{ "allow": false, "access": "rwm" }], "memory": { "limit": 268435456 }, "pids": { "limit": 100 } },
            "namespaces": [{ "type": "pid" }, { "type": "network" }, { "type": "ipc" }, { "type": "uts" }, { "type": "mount" }],
            "maskedPaths": ["/proc/kcore", "/proc/keys", "/proc/timer_list", "/sys/firmware"], "readonlyPaths": ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys"] } }
        """;

    public BenchmarkBundle()
    {
        foreach (string directory in new[] { "bin", "proc", "dev", "sys", "etc" })
        {
            Directory.CreateDirectory(System.IO.Path.Combine(Path, "rootfs", directory));
        }

        File.Copy(TimedProgram.Find("busybox") ?? throw new InvalidOperationException("busybox is not installed (busybox-static)"), System.IO.Path.Combine(Path, "rootfs", "bin", "busybox"));
        File.CreateSymbolicLink(System.IO.Path.Combine(Path, "rootfs", "bin", "true"), "busybox");
        File.WriteAllText(System.IO.Path.Combine(Path, "config.json"), Configuration);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("engine-bench-").FullName;

    /// <summary>A state directory of its own for each runtime.</summary>
    public string State(string runtime) => System.IO.Path.Combine(Path, "state", System.IO.Path.GetFileName(runtime));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
