using System.Text;
using Engine.Linux.Syscalls;
using Engine.Oci.Specs;

namespace Engine.Host.Containers.Specification;

/// <summary>The device nodes of the host as they are now.</summary>
internal sealed class HostDevices : IHostDevices
{
    private const uint PermissionBits = 0xFFF;

    // Made by the runtime itself in every container, or not the host's to give.
    private static readonly HashSet<string> Skipped = ["pts", "shm", "fd", "mqueue", "console", ".lxc", ".lxd-mounts", ".udev"];

    public IReadOnlyList<LinuxDevice> All()
    {
        var found = new List<LinuxDevice>();
        Collect("/dev", "/dev", found);
        found.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return found;
    }

    public IReadOnlyList<LinuxDevice>? Find(string pathOnHost, string pathInContainer)
    {
        if (!Path.Exists(pathOnHost))
        {
            return null;
        }

        string path = Path.GetFullPath(File.ResolveLinkTarget(pathOnHost, returnFinalTarget: true)?.FullName ?? pathOnHost);
        if (Directory.Exists(path))
        {
            var found = new List<LinuxDevice>();
            Collect(path, pathInContainer, found);
            return found;
        }

        return Read(path, pathInContainer) is { } device ? [device] : null;
    }

    private static void Collect(string directory, string inContainer, List<LinuxDevice> found)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(directory).EnumerateFileSystemInfos())
        {
            if (Skipped.Contains(entry.Name) || entry.LinkTarget is not null)
            {
                continue;
            }

            string path = inContainer + "/" + entry.Name;
            if (entry is DirectoryInfo)
            {
                Collect(entry.FullName, path, found);
            }
            else if (Read(entry.FullName, path) is { } device)
            {
                found.Add(device);
            }
        }
    }

    private static LinuxDevice? Read(string path, string inContainer)
    {
        if (Syscall.Status(Syscall.AT_FDCWD, Encoding.UTF8.GetBytes(path + '\0')) is not { } status)
        {
            return null;
        }

        string? type = status.Type switch
        {
            FileStatus.S_IFCHR => "c",
            FileStatus.S_IFBLK => "b",
            _ => null,
        };
        return type is null ? null : new LinuxDevice
        {
            Path = inContainer,
            Type = type,
            Major = status.DeviceMajor,
            Minor = status.DeviceMinor,
            FileMode = status.Mode & PermissionBits,
            Uid = status.Uid,
            Gid = status.Gid,
        };
    }
}
