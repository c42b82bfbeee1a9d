using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>Duplicates and modes of descriptors (fcntl(2)).</summary>
public static partial class DescriptorFlags
{
    private const int F_SETFD = 2;
    private const int F_GETFL = 3;
    private const int F_SETFL = 4;
    private const int F_DUPFD_CLOEXEC = 1030;
    private const int FD_CLOEXEC = 1;
    private const int O_NONBLOCK = 0x800;

    /// <summary>Makes reads and writes answer EAGAIN instead of waiting. Holds for every descriptor of the same open file.</summary>
    /// <exception cref="LinuxException">EBADF.</exception>
    public static void SetNonBlocking(FileDescriptor descriptor)
    {
        var flags = fcntl(descriptor.Number, F_GETFL, 0);
        if (flags < 0 || fcntl(descriptor.Number, F_SETFL, flags | O_NONBLOCK) < 0)
        {
            throw LinuxException.FromLastError("fcntl", "O_NONBLOCK");
        }
    }

    /// <summary>Marks a descriptor, typically an inherited one, as not for programs that this process executes.</summary>
    /// <exception cref="LinuxException">EBADF.</exception>
    public static void SetCloseOnExec(int fd)
    {
        if (fcntl(fd, F_SETFD, FD_CLOEXEC) < 0)
        {
            throw LinuxException.FromLastError("fcntl", "FD_CLOEXEC");
        }
    }

    /// <summary>A second descriptor for the same open file, close-on-exec.</summary>
    /// <exception cref="LinuxException">EBADF, EMFILE.</exception>
    public static FileDescriptor Duplicate(FileDescriptor descriptor)
    {
        var fd = fcntl(descriptor.Number, F_DUPFD_CLOEXEC, 0);
        return fd < 0 ? throw LinuxException.FromLastError("fcntl", "F_DUPFD_CLOEXEC") : new FileDescriptor(fd);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int fd, int command, nint argument);
}
