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

    /// <summary>Makes a hard link to what a magic link of procfs (<c>/proc/self/fd/N</c>) names (linkat(2), AT_SYMLINK_FOLLOW).</summary>
    /// <param name="magicLink">The magic link, NUL-terminated.</param>
    /// <param name="newdirfd">The directory of the new name.</param>
    /// <param name="newpath">The new name, NUL-terminated.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void LinkAt(ReadOnlySpan<byte> magicLink, int newdirfd, ReadOnlySpan<byte> newpath)
    {
        const int AT_SYMLINK_FOLLOW = 0x400;
        RequireTerminated(magicLink);
        RequireTerminated(newpath);
        fixed (byte* o = magicLink, n = newpath)
        {
            if (linkat(AT_FDCWD, o, newdirfd, n, AT_SYMLINK_FOLLOW) != 0)
            {
                throw Failed("linkat", newpath);
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int linkat(int olddirfd, byte* oldpath, int newdirfd, byte* newpath, int flags);
}
