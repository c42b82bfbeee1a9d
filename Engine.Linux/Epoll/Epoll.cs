using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>An epoll instance (epoll(7)), level-triggered. Waiting allocates nothing.</summary>
public sealed partial class Epoll : IDisposable
{
    private const int EPOLL_CLOEXEC = 0x80000;
    private const int EPOLL_CTL_ADD = 1;
    private const int EPOLL_CTL_DEL = 2;
    private const int EPOLL_CTL_MOD = 3;

    private readonly FileDescriptor _descriptor;

    /// <summary>Makes an instance (epoll_create1(2)).</summary>
    /// <exception cref="LinuxException">The process or the machine is out of descriptors or memory.</exception>
    public Epoll()
    {
        var fd = epoll_create1(EPOLL_CLOEXEC);
        if (fd < 0)
        {
            throw LinuxException.FromLastError("epoll_create1");
        }

        _descriptor = new FileDescriptor(fd);
    }

    /// <summary>Registers <paramref name="fd"/>; its events carry <paramref name="data"/>.</summary>
    /// <exception cref="LinuxException">EPERM for a regular file, EEXIST for one registered already, ENOSPC, ENOMEM.</exception>
    public void Add(int fd, EpollEvents events, ulong data) => Control(EPOLL_CTL_ADD, fd, events, data);

    /// <summary>Changes what <paramref name="fd"/> is watched for.</summary>
    /// <exception cref="LinuxException">ENOENT: not registered.</exception>
    public void Modify(int fd, EpollEvents events, ulong data) => Control(EPOLL_CTL_MOD, fd, events, data);

    /// <summary>Stops watching <paramref name="fd"/>. Needed before a close only if another descriptor shares the open file.</summary>
    /// <exception cref="LinuxException">ENOENT: not registered.</exception>
    public void Remove(int fd) => Control(EPOLL_CTL_DEL, fd, EpollEvents.None, 0);

    /// <summary>Waits for events (epoll_wait(2)).</summary>
    /// <param name="events">Receives them.</param>
    /// <param name="timeoutMilliseconds">How long to wait; -1: until something happens.</param>
    /// <returns>How many were received; 0 after the timeout or an interruption by a signal.</returns>
    /// <exception cref="LinuxException">The descriptor is broken.</exception>
    public unsafe int Wait(Span<EpollEvent> events, int timeoutMilliseconds)
    {
        fixed (EpollEvent* first = events)
        {
            var count = epoll_wait(_descriptor.Number, first, events.Length, timeoutMilliseconds);
            if (count >= 0)
            {
                return count;
            }
        }

        return Marshal.GetLastPInvokeError() == (int)Errno.EINTR ? 0 : throw LinuxException.FromLastError("epoll_wait");
    }

    /// <inheritdoc/>
    public void Dispose() => _descriptor.Dispose();

    private unsafe void Control(int operation, int fd, EpollEvents events, ulong data)
    {
        var registration = new EpollEvent { Events = events, Data = data };
        if (epoll_ctl(_descriptor.Number, operation, fd, &registration) < 0)
        {
            throw LinuxException.FromLastError("epoll_ctl", $"descriptor {fd}");
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int epoll_ctl(int epfd, int op, int fd, EpollEvent* ev);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int epoll_wait(int epfd, EpollEvent* events, int maxevents, int timeout);
}
