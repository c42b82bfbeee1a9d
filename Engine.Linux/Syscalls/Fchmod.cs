using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Changes the permission bits of an open file (fchmod(2)).</summary>
    /// <param name="fd">The file, not opened with O_PATH.</param>
    /// <param name="mode">The permission bits with set-user-ID, set-group-ID and sticky bit.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void Fchmod(int fd, uint mode)
    {
        if (fchmod(fd, mode) != 0)
        {
            throw LinuxException.FromLastError("fchmod");
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fchmod(int fd, uint mode);
}
