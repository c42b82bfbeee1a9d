using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Makes a device node, a fifo or a socket (mknodat(2)).</summary>
    /// <param name="dirfd">The parent directory.</param>
    /// <param name="path">The name, NUL-terminated.</param>
    /// <param name="mode">Type (S_IFCHR, S_IFBLK, S_IFIFO, S_IFSOCK) and permission bits, before the umask.</param>
    /// <param name="major">Major device number, 0 for what is no device.</param>
    /// <param name="minor">Minor device number, 0 for what is no device.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void MknodAt(int dirfd, ReadOnlySpan<byte> path, uint mode, uint major, uint minor)
    {
        RequireTerminated(path);

        // makedev(3): the C library splits the numbers in this way.
        var device = (minor & 0xffUL) | ((major & 0xfffUL) << 8) | ((minor & ~0xffUL) << 12) | ((major & ~0xfffUL) << 32);
        fixed (byte* p = path)
        {
            if (mknodat(dirfd, p, mode, device) != 0)
            {
                throw Failed("mknodat", path);
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int mknodat(int dirfd, byte* path, uint mode, ulong dev);
}
