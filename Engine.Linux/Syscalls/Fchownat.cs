using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Changes owner and group (fchownat(2)); clears set-user-ID bits and file capabilities.</summary>
    /// <param name="dirfd">The directory the path is relative to.</param>
    /// <param name="path">The path, NUL-terminated; empty with <see cref="AT_EMPTY_PATH"/>.</param>
    /// <param name="owner">The user ID.</param>
    /// <param name="group">The group ID.</param>
    /// <param name="flags"><see cref="AT_SYMLINK_NOFOLLOW"/>, <see cref="AT_EMPTY_PATH"/> or 0.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void FchownAt(int dirfd, ReadOnlySpan<byte> path, uint owner, uint group, int flags)
    {
        RequireTerminated(path);
        fixed (byte* p = path)
        {
            if (fchownat(dirfd, p, owner, group, flags) != 0)
            {
                throw Failed("fchownat", path);
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fchownat(int dirfd, byte* path, uint owner, uint group, int flags);
}
