using static Engine.Linux.Mounts.MountAttribute;
using static Engine.Linux.Mounts.MountCall;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Linux.Mounts;

/// <summary>Mounts that are in no mount namespace's tree: they exist as long as a descriptor to them does (open_tree(2), Linux 5.2).</summary>
public static unsafe class DetachedMount
{
    /// <summary>Clones what is mounted at a path.</summary>
    /// <param name="dirfd">A directory descriptor or AT_FDCWD.</param>
    /// <param name="path">The path, NUL-terminated.</param>
    /// <param name="flags"><see cref="AT_RECURSIVE"/> to take the mounts below along, or 0.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static FileDescriptor Clone(int dirfd, ReadOnlySpan<byte> path, int flags = 0)
    {
        fixed (byte* p = path)
        {
            var fd = Invoke(SYS_open_tree, dirfd, (nint)p, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH | flags);
            return fd >= 0 ? new FileDescriptor((int)fd) : throw new LinuxException("open_tree", (Errno)(int)-fd, System.Text.Encoding.UTF8.GetString(path).TrimEnd('\0'));
        }
    }

    /// <summary>Makes a detached mount and those below it read-only (mount_setattr(2), Linux 5.12).</summary>
    /// <param name="mount">The mount.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void SetReadOnly(FileDescriptor mount) => Set(mount, MOUNT_ATTR_RDONLY, 0, AT_EMPTY_PATH | AT_RECURSIVE, "MOUNT_ATTR_RDONLY");

    /// <summary>Maps the ids of a detached mount by a user namespace (mount_setattr(2), MOUNT_ATTR_IDMAP, Linux 5.12).</summary>
    /// <param name="mount">The mount.</param>
    /// <param name="userNamespace">A descriptor of the user namespace.</param>
    /// <exception cref="LinuxException">The call failed: EINVAL if the file system does not support it.</exception>
    public static void MapIds(FileDescriptor mount, FileDescriptor userNamespace) =>
        Set(mount, MOUNT_ATTR_IDMAP, (ulong)userNamespace.Number, AT_EMPTY_PATH, "MOUNT_ATTR_IDMAP");

    private static void Set(FileDescriptor mount, ulong attribute, ulong userNamespace, int flags, string name)
    {
        var attributes = stackalloc ulong[4] { attribute, 0, 0, userNamespace };
        byte empty = 0;
        var result = Invoke(SYS_mount_setattr, mount.Number, (nint)(&empty), flags, (nint)attributes, 32);
        if (result < 0)
        {
            throw new LinuxException("mount_setattr", (Errno)(int)-result, name);
        }
    }
}
