using static Engine.Linux.Mounts.MountAttribute;
using static Engine.Linux.Mounts.MountCall;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

internal static unsafe partial class Interpreter
{
    private static nint SetAttributes(int mount, int flags, ulong set, ulong clear, ulong propagation, int userNamespace)
    {
        var attributes = stackalloc ulong[4];
        attributes[0] = set;
        attributes[1] = clear;
        attributes[2] = propagation;
        attributes[3] = userNamespace < 0 ? 0 : (ulong)userNamespace;
        byte empty = 0;
        return Invoke(SYS_mount_setattr, mount, (nint)(&empty), flags | AT_EMPTY_PATH, (nint)attributes, 32);
    }

    private static nint Attach(nint mount, nint target)
    {
        byte empty = 0;
        return Invoke(SYS_move_mount, mount, (nint)(&empty), target, (nint)(&empty), MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);
    }

    private static nint Clone(nint place, int flags)
    {
        byte empty = 0;
        return Invoke(SYS_open_tree, place, (nint)(&empty), OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH | flags);
    }

    /// <summary>Files disappear behind the null device, which was opened and verified outside the container; directories behind an empty tmpfs.</summary>
    private static nint Mask(int root, byte* path, int nullDevice)
    {
        var target = Open(root, path, O_PATH, 0, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
        if (target is -ENOENT or -ENOTDIR)
        {
            return 0;
        }

        if (target < 0)
        {
            return target;
        }

        nint result = IsDirectory((int)target);
        if (result >= 0)
        {
            var mount = result != 0 ? EmptyDirectory() : Clone(nullDevice, 0);
            result = mount < 0 ? mount : Attach(mount, target);
            Close(mount);
        }

        Close(target);
        return result;
    }

    private static nint EmptyDirectory()
    {
        fixed (byte* type = "tmpfs"u8, limit = "nr_inodes"u8, one = "2"u8)
        {
            var context = Invoke(SYS_fsopen, (nint)type, FSOPEN_CLOEXEC);
            if (context < 0)
            {
                return context;
            }

            Invoke(SYS_fsconfig, context, FSCONFIG_SET_STRING, (nint)limit, (nint)one);
            var result = Invoke(SYS_fsconfig, context, FSCONFIG_CMD_CREATE);
            if (result >= 0)
            {
                result = Invoke(SYS_fsmount, context, FSMOUNT_CLOEXEC, (nint)(MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC));
            }

            Close(context);
            return result;
        }
    }

    private static nint MakeReadOnly(int root, byte* path)
    {
        var target = Open(root, path, O_PATH, 0, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
        if (target is -ENOENT or -ENOTDIR)
        {
            return 0;
        }

        if (target < 0)
        {
            return target;
        }

        var mount = Clone(target, AT_RECURSIVE);
        var result = mount < 0 ? mount : SetAttributes((int)mount, 0, MOUNT_ATTR_RDONLY, 0, 0, -1);
        if (result >= 0)
        {
            result = Attach(mount, target);
        }

        Close(mount);
        Close(target);
        return result;
    }

    private static nint RequireFileSystem(int fd, nint magic)
    {
        // struct statfs is 120 bytes and begins with the magic number.
        var status = stackalloc nint[16];
        var result = Invoke(SYS_fstatfs, fd, (nint)status);
        return result < 0 ? result : status[0] == magic ? 0 : -EINVAL;
    }
}
