using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>Descriptor flags of inherited sockets (fcntl(2)).</summary>
public static partial class CloseOnExec
{
    private const int F_SETFD = 2;
    private const int FD_CLOEXEC = 1;

    /// <summary>Closes a descriptor that was inherited when this process executes another program.</summary>
    /// <param name="fd">The descriptor.</param>
    /// <exception cref="LinuxException">EBADF: there is no such descriptor.</exception>
    public static void Set(int fd)
    {
        if (fcntl(fd, F_SETFD, FD_CLOEXEC) < 0)
        {
            throw LinuxException.FromLastError("fcntl", "F_SETFD");
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int fd, int command, int argument);
}
