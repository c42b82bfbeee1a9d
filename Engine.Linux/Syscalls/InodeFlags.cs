using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>ext2, ext3, ext4: what is in this directory is unrelated, and the allocator spreads its subdirectories over the disk (ioctl_iflags(2)).</summary>
    public const int FS_TOPDIR_FL = 0x00020000;

    private const nuint FS_IOC_GETFLAGS = 0x80086601;
    private const nuint FS_IOC_SETFLAGS = 0x40086602;

    /// <summary>Adds flags to those of a file or directory (ioctl_iflags(2)).</summary>
    /// <param name="fd">The file, open for reading.</param>
    /// <param name="flags">FS_ flags.</param>
    /// <returns>False where the file system does not have them, or refuses.</returns>
    public static bool TryAddInodeFlags(int fd, int flags)
    {
        // The kernel reads and writes an int, whatever the request's number says.
        var present = 0;
        if (ioctl(fd, FS_IOC_GETFLAGS, &present) != 0)
        {
            return false;
        }

        present |= flags;
        return ioctl(fd, FS_IOC_SETFLAGS, &present) == 0;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(int fd, nuint request, int* argument);
}
