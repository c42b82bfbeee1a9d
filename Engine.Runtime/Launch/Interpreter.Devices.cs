using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

internal static unsafe partial class Interpreter
{
    private const uint S_IFMT = 0xF000;

    private static nint RequireDevice(int fd, uint type, ulong device)
    {
        Stat status;
        var result = Invoke(SYS_fstat, fd, (nint)(&status));
        return result < 0 ? result : (status.Mode & S_IFMT) == type && status.RepresentedDevice == device ? 0 : -EINVAL;
    }

    private static nint MakeNode(int directory, byte* name, uint mode, ulong device, uint uid, uint gid)
    {
        var result = Invoke(SYS_mknodat, directory, (nint)name, (nint)mode, (nint)device);
        if (result >= 0)
        {
            return uid == 0 && gid == 0 ? 0 : Invoke(SYS_fchownat, directory, (nint)name, (nint)uid, (nint)gid, AT_SYMLINK_NOFOLLOW);
        }

        if (result != -EEXIST)
        {
            return result;
        }

        Stat status;
        result = Invoke(SYS_newfstatat, directory, (nint)name, (nint)(&status), AT_SYMLINK_NOFOLLOW);
        return result < 0 ? result : (status.Mode & S_IFMT) == (mode & S_IFMT) && status.RepresentedDevice == device ? 0 : -EEXIST;
    }
}
