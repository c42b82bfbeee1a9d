using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Sets access and modification time of an open file (futimens(3)).</summary>
    /// <param name="fd">The file, not opened with O_PATH.</param>
    /// <param name="accessed">The access time.</param>
    /// <param name="modified">The modification time.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void Futimens(int fd, Timespec accessed, Timespec modified)
    {
        var times = stackalloc Timespec[] { accessed, modified };
        if (futimens(fd, times) != 0)
        {
            throw LinuxException.FromLastError("futimens");
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int futimens(int fd, Timespec* times);
}
