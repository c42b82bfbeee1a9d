using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>The magic number of the file system that holds an open file, O_PATH will do (fstatfs(2), linux/magic.h).</summary>
    /// <param name="fd">The file.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static long FileSystemMagic(int fd)
    {
        // struct statfs has 120 bytes on 64-bit architectures and begins with the type.
        var status = stackalloc long[16];
        return fstatfs(fd, status) == 0 ? status[0] : throw LinuxException.FromLastError("fstatfs");
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fstatfs(int fd, long* status);
}
