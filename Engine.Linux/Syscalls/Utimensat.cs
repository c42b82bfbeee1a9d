using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Sets access and modification time (utimensat(2)) without following a symbolic link.</summary>
    /// <param name="dirfd">The directory the path is relative to.</param>
    /// <param name="path">The path, NUL-terminated.</param>
    /// <param name="accessed">The access time.</param>
    /// <param name="modified">The modification time.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void UtimensAt(int dirfd, ReadOnlySpan<byte> path, Timespec accessed, Timespec modified)
    {
        RequireTerminated(path);
        var times = stackalloc Timespec[] { accessed, modified };
        fixed (byte* p = path)
        {
            if (utimensat(dirfd, p, times, AT_SYMLINK_NOFOLLOW) != 0)
            {
                throw Failed("utimensat", path);
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int utimensat(int dirfd, byte* path, Timespec* times, int flags);
}
