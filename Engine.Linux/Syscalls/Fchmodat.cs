using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Changes permission bits by name (fchmodat(2)). Follows a symbolic link: only for names known not to be one.</summary>
    /// <param name="dirfd">The parent directory.</param>
    /// <param name="path">The name, NUL-terminated.</param>
    /// <param name="mode">The permission bits with set-user-ID, set-group-ID and sticky bit.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void FchmodAt(int dirfd, ReadOnlySpan<byte> path, uint mode)
    {
        RequireTerminated(path);
        fixed (byte* p = path)
        {
            if (fchmodat(dirfd, p, mode, 0) != 0)
            {
                throw Failed("fchmodat", path);
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fchmodat(int dirfd, byte* path, uint mode, int flags);
}
