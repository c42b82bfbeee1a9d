using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Makes a directory (mkdirat(2)); false if something of that name is there already.</summary>
    /// <param name="dirfd">The parent directory.</param>
    /// <param name="path">The path, NUL-terminated.</param>
    /// <param name="mode">Permission bits, before the umask.</param>
    /// <exception cref="LinuxException">The call failed with anything but EEXIST.</exception>
    public static bool MkdirAt(int dirfd, ReadOnlySpan<byte> path, uint mode)
    {
        RequireTerminated(path);
        fixed (byte* p = path)
        {
            if (mkdirat(dirfd, p, mode) == 0)
            {
                return true;
            }
        }

        return Marshal.GetLastPInvokeError() == (int)Errno.EEXIST ? false : throw Failed("mkdirat", path);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int mkdirat(int dirfd, byte* path, uint mode);
}
