using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Remove a directory instead of a file.</summary>
    public const int AT_REMOVEDIR = 0x200;

    /// <summary>Removes a name (unlinkat(2)).</summary>
    /// <param name="dirfd">The parent directory.</param>
    /// <param name="path">The name, NUL-terminated.</param>
    /// <param name="flags"><see cref="AT_REMOVEDIR"/> for an empty directory, else 0.</param>
    /// <returns><see cref="Errno.OK"/> or why it could not be removed.</returns>
    public static Errno TryUnlinkAt(int dirfd, ReadOnlySpan<byte> path, int flags)
    {
        RequireTerminated(path);
        fixed (byte* p = path)
        {
            return unlinkat(dirfd, p, flags) == 0 ? Errno.OK : (Errno)Marshal.GetLastPInvokeError();
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int unlinkat(int dirfd, byte* path, int flags);
}
