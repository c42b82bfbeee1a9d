using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Fail with EEXIST instead of replacing (renameat2(2)).</summary>
    public const uint RENAME_NOREPLACE = 1;

    /// <summary>Renames (renameat2(2)).</summary>
    /// <param name="olddirfd">The directory of the old name.</param>
    /// <param name="oldpath">The old name, NUL-terminated.</param>
    /// <param name="newdirfd">The directory of the new name.</param>
    /// <param name="newpath">The new name, NUL-terminated.</param>
    /// <param name="flags"><see cref="RENAME_NOREPLACE"/> or 0.</param>
    /// <returns><see cref="Errno.OK"/> or why it failed.</returns>
    public static Errno TryRenameAt2(int olddirfd, ReadOnlySpan<byte> oldpath, int newdirfd, ReadOnlySpan<byte> newpath, uint flags)
    {
        RequireTerminated(oldpath);
        RequireTerminated(newpath);
        fixed (byte* o = oldpath, n = newpath)
        {
            return renameat2(olddirfd, o, newdirfd, n, flags) == 0 ? Errno.OK : (Errno)Marshal.GetLastPInvokeError();
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int renameat2(int olddirfd, byte* oldpath, int newdirfd, byte* newpath, uint flags);
}
