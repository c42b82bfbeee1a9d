using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Makes a file, or the names in a directory, durable (fsync(2)).</summary>
    /// <param name="fd">The file or directory, not opened with O_PATH.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void Fsync(int fd)
    {
        if (fsync(fd) != 0)
        {
            throw LinuxException.FromLastError("fsync");
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int fd);
}
