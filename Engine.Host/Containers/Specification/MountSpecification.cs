using Engine.Oci.Specs;

namespace Engine.Host.Containers.Specification;

/// <summary>What is mounted in a container, in order.</summary>
internal static class MountSpecification
{
    private const long DefaultShmSize = 64 * 1024 * 1024;

    public static IReadOnlyList<MountSpec> Build(Container container, SpecificationContext context)
    {
        ContainerConfiguration configuration = container.Configuration;
        List<MountSpec> mounts = System(configuration);
        HashSet<string> asked = [.. container.Mounts.Select(mount => mount.Destination)];

        // What the client mounts replaces the engine's own: a bind at /dev/shm, a tmpfs at /etc …
        mounts.RemoveAll(mount => asked.Contains(mount.Destination!));
        if (Shm(configuration, context) is { } shm && !asked.Contains(shm.Destination!))
        {
            mounts.Add(shm);
        }

        // Parents before children, whatever the order of the request.
        mounts.AddRange(container.Mounts.OrderBy(mount => mount.Destination.Count(c => c == '/')).Select(Map));
        bool writable = !configuration.ReadonlyRootfs;
        foreach ((string destination, string source) in new[]
        {
            ("/etc/resolv.conf", context.NamePaths.ResolvConf),
            ("/etc/hostname", context.NamePaths.Hostname),
            ("/etc/hosts", context.NamePaths.Hosts),
        })
        {
            if (!asked.Contains(destination))
            {
                mounts.Add(Bind(source, destination, writable ? ["rbind", "rprivate"] : ["rbind", "rro", "rprivate"]));
            }
        }

        return mounts;
    }

    private static List<MountSpec> System(ContainerConfiguration configuration)
    {
        string[] access = configuration.Privileged ? [] : ["ro"];
        List<MountSpec> mounts =
        [
            Of("/proc", "proc", "proc", "nosuid", "noexec", "nodev"),
            Of("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
            Of("/dev/pts", "devpts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"),
            Of("/sys", "sysfs", "sysfs", ["nosuid", "noexec", "nodev", .. access]),
            Of("/sys/fs/cgroup", "cgroup", "cgroup", [.. access, "nosuid", "noexec", "nodev"]),
        ];
        mounts.Add(configuration.IpcMode == "host"
            ? Bind("/dev/mqueue", "/dev/mqueue", ["rbind", "nosuid", "noexec", "nodev"])
            : Of("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"));
        return mounts;
    }

    // A container that joins another's IPC namespace shares its /dev/shm too: through the other's root, whose mounts it may not see otherwise.
    private static MountSpec? Shm(ContainerConfiguration configuration, SpecificationContext context)
    {
        if (context.IpcNamespaceOwner != 0)
        {
            return Bind($"/proc/{context.IpcNamespaceOwner}/root/dev/shm", "/dev/shm", ["rbind", "rprivate"]);
        }

        return configuration.IpcMode switch
        {
            "none" => null,
            "host" => Bind("/dev/shm", "/dev/shm", ["rbind", "rprivate"]),
            _ => Of(
                "/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777",
                $"size={(configuration.ShmSize > 0 ? configuration.ShmSize : DefaultShmSize)}"),
        };
    }

    private static MountSpec Map(MountPoint mount)
    {
        if (mount.Type == MountType.Tmpfs)
        {
            return new MountSpec { Destination = mount.Destination, Type = "tmpfs", Source = "tmpfs", Options = mount.TmpfsOptions };
        }

        if (mount.FileSystem is { } fileSystem)
        {
            List<string> own = [.. fileSystem.Options, "rprivate"];
            if (!mount.ReadWrite)
            {
                own.Add("ro");
            }
            else if (mount.CopyUp && fileSystem.Type == "tmpfs")
            {
                own.Add("tmpcopyup");
            }

            return new MountSpec { Destination = mount.Destination, Type = fileSystem.Type, Source = fileSystem.Device, Options = own };
        }

        var options = new List<string> { mount.Recursive ? "rbind" : "bind" };
        if (!mount.ReadWrite)
        {
            options.Add(mount.ReadOnlyNonRecursive || !mount.Recursive ? "ro" : "rro");
        }

        options.Add(mount.Propagation.Length > 0 ? mount.Propagation : "rprivate");
        options.AddRange(mount.MountOptions);
        return Bind(mount.Source, mount.Destination, options);
    }

    private static MountSpec Bind(string source, string destination, IReadOnlyList<string> options) =>
        new() { Destination = destination, Type = "bind", Source = source, Options = options };

    private static MountSpec Of(string destination, string type, string source, params string[] options) =>
        new() { Destination = destination, Type = type, Source = source, Options = options };
}
