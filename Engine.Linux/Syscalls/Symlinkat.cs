using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Makes a symbolic link (symlinkat(2)).</summary>
    /// <param name="target">What the link holds, NUL-terminated; not resolved.</param>
    /// <param name="dirfd">The directory of the link.</param>
    /// <param name="path">The name of the link, NUL-terminated.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void SymlinkAt(ReadOnlySpan<byte> target, int dirfd, ReadOnlySpan<byte> path)
    {
        RequireTerminated(target);
        RequireTerminated(path);
        fixed (byte* t = target, p = path)
        {
            if (symlinkat(t, dirfd, p) != 0)
            {
                throw Failed("symlinkat", path);
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int symlinkat(byte* target, int dirfd, byte* path);
}
