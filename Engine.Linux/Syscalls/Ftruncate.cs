using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Sets the length of an open file (ftruncate(2)); what is added reads as zeroes and takes no space.</summary>
    /// <param name="fd">The file, open for writing.</param>
    /// <param name="length">The length in bytes.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void Ftruncate(int fd, long length)
    {
        if (ftruncate(fd, length) != 0)
        {
            throw LinuxException.FromLastError("ftruncate");
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ftruncate(int fd, long length);
}
