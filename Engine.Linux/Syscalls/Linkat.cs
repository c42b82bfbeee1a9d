using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Makes a hard link (linkat(2)); a symbolic link is linked itself, not followed.</summary>
    /// <param name="olddirfd">The directory of the existing name.</param>
    /// <param name="oldpath">The existing name, NUL-terminated.</param>
    /// <param name="newdirfd">The directory of the new name.</param>
    /// <param name="newpath">The new name, NUL-terminated.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void LinkAt(int olddirfd, ReadOnlySpan<byte> oldpath, int newdirfd, ReadOnlySpan<byte> newpath)
    {
        RequireTerminated(oldpath);
        RequireTerminated(newpath);
        fixed (byte* o = oldpath, n = newpath)
        {
            if (linkat(olddirfd, o, newdirfd, n, 0) != 0)
            {
                throw Failed("linkat", newpath);
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int linkat(int olddirfd, byte* oldpath, int newdirfd, byte* newpath, int flags);
}
