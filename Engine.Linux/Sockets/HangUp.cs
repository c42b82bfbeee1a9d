using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>Tells a peer that closed its connection from one that only closed its sending side; both read as the end of the stream.</summary>
public static unsafe partial class HangUp
{
    private const short POLLERR = 0x8;
    private const short POLLHUP = 0x10;

    /// <summary>Whether nothing sent can arrive any more (poll(2) with no event asked for, which reports POLLHUP and POLLERR alone).</summary>
    /// <param name="socket">A connected stream socket. Over TCP an orderly close is only seen once something was sent.</param>
    /// <exception cref="LinuxException">The descriptor is none.</exception>
    public static bool IsSeen(SafeHandle socket)
    {
        var added = false;
        try
        {
            socket.DangerousAddRef(ref added);
            var descriptor = new PollDescriptor { Fd = (int)socket.DangerousGetHandle() };
            return poll(&descriptor, 1, 0) < 0
                ? throw LinuxException.FromLastError("poll")
                : (descriptor.Returned & (POLLERR | POLLHUP)) != 0;
        }
        finally
        {
            if (added)
            {
                socket.DangerousRelease();
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(PollDescriptor* fds, nuint nfds, int timeout);

    /// <summary>struct pollfd.</summary>
    private struct PollDescriptor
    {
        public int Fd;
        public short Events;
        public short Returned;
    }
}
