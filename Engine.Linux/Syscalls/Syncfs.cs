using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Makes everything written to the file system of <paramref name="fd"/> durable (syncfs(2)).</summary>
    /// <param name="fd">Any descriptor on the file system, not opened with O_PATH.</param>
    /// <exception cref="LinuxException">The call failed; since Linux 5.8 also when an earlier write could not be stored.</exception>
    public static void Syncfs(int fd)
    {
        if (syncfs(fd) != 0)
        {
            throw LinuxException.FromLastError("syncfs");
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int syncfs(int fd);
}
