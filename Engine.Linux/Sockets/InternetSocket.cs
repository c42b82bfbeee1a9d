using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>Datagram and stream sockets of the internet (udp(7), tcp(7)), close-on-exec and non-blocking, for event loops.</summary>
public static partial class InternetSocket
{
    private const int SOCK_STREAM = 1;
    private const int SOCK_DGRAM = 2;
    private const int SOCK_NONBLOCK = 0x800;
    private const int SOCK_CLOEXEC = 0x80000;
    private const int SOL_SOCKET = 1;
    private const int SO_REUSEADDR = 2;
    private const int SO_ERROR = 4;
    private const int MSG_NOSIGNAL = 0x4000;

    /// <summary>Makes a datagram socket.</summary>
    /// <param name="v6">Of ipv6(7) instead of ip(7).</param>
    /// <exception cref="LinuxException">Out of descriptors or memory, or the kernel has no IPv6 (EAFNOSUPPORT).</exception>
    public static FileDescriptor OpenDatagram(bool v6 = false) => Open(SOCK_DGRAM, v6);

    /// <summary>Makes a stream socket.</summary>
    /// <inheritdoc cref="OpenDatagram"/>
    public static FileDescriptor OpenStream(bool v6 = false) => Open(SOCK_STREAM, v6);

    /// <summary>Gives a socket its own address (bind(2)).</summary>
    /// <exception cref="LinuxException">EADDRINUSE, EADDRNOTAVAIL.</exception>
    public static unsafe void Bind(FileDescriptor socket, in InternetAddress address)
    {
        fixed (InternetAddress* pointer = &address)
        {
            if (bind(socket.Number, pointer, address.Length) < 0)
            {
                throw LinuxException.FromLastError("bind", address.ToString());
            }
        }
    }

    /// <summary>Binds a stream socket and listens (listen(2)); connections of an earlier listener that linger do not keep it from doing so.</summary>
    /// <exception cref="LinuxException">EADDRINUSE, EADDRNOTAVAIL.</exception>
    public static unsafe void Listen(FileDescriptor socket, in InternetAddress address, int backlog)
    {
        var on = 1;
        if (setsockopt(socket.Number, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(int)) < 0)
        {
            throw LinuxException.FromLastError("setsockopt", "SO_REUSEADDR");
        }

        Bind(socket, address);
        if (listen(socket.Number, backlog) < 0)
        {
            throw LinuxException.FromLastError("listen", address.ToString());
        }
    }

    /// <summary>Takes a waiting connection (accept4(2)).</summary>
    /// <returns>The connection's descriptor, or the negated errno: EAGAIN if none waits.</returns>
    public static unsafe int Accept(int listener)
    {
        var fd = accept4(listener, null, null, SOCK_NONBLOCK | SOCK_CLOEXEC);
        return fd >= 0 ? fd : -Marshal.GetLastPInvokeError();
    }

    /// <summary>Connects (connect(2)); a stream socket goes on connecting and becomes writable when it is done.</summary>
    /// <returns>0, or the negated errno; EINPROGRESS is the usual answer of a stream socket.</returns>
    public static unsafe int Connect(int socket, in InternetAddress address)
    {
        fixed (InternetAddress* pointer = &address)
        {
            return connect(socket, pointer, address.Length) < 0 ? -Marshal.GetLastPInvokeError() : 0;
        }
    }

    /// <summary>The error of a connection that failed while nobody waited (SO_ERROR, socket(7)), which is then forgotten.</summary>
    public static unsafe Errno TakeError(int socket)
    {
        int error, length = sizeof(int);
        return getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &length) < 0 ? (Errno)Marshal.GetLastPInvokeError() : (Errno)error;
    }

    /// <summary>The socket's own address (getsockname(2)).</summary>
    /// <exception cref="LinuxException">EBADF.</exception>
    public static unsafe InternetAddress GetLocalAddress(FileDescriptor socket)
    {
        InternetAddress address;
        var length = InternetAddress.Size;
        return getsockname(socket.Number, &address, &length) < 0 ? throw LinuxException.FromLastError("getsockname") : address;
    }

    /// <summary>Takes a datagram and its sender (recvfrom(2)). What does not fit the buffer is lost.</summary>
    /// <returns>Its bytes, or the negated errno: EAGAIN if there is none, ECONNREFUSED if one sent earlier was refused.</returns>
    public static unsafe int ReceiveFrom(int socket, Span<byte> buffer, out InternetAddress sender)
    {
        fixed (byte* first = buffer)
        fixed (InternetAddress* pointer = &sender)
        {
            var length = InternetAddress.Size;
            var count = recvfrom(socket, first, (nuint)buffer.Length, 0, pointer, &length);
            return count >= 0 ? (int)count : -Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Sends a datagram (sendto(2)).</summary>
    /// <returns>Its bytes, or the negated errno.</returns>
    public static unsafe int SendTo(int socket, ReadOnlySpan<byte> datagram, in InternetAddress receiver)
    {
        fixed (byte* first = datagram)
        fixed (InternetAddress* pointer = &receiver)
        {
            var count = sendto(socket, first, (nuint)datagram.Length, MSG_NOSIGNAL, pointer, receiver.Length);
            return count >= 0 ? (int)count : -Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Sends on a connected socket (send(2)), without SIGPIPE.</summary>
    /// <returns>Bytes sent, possibly fewer than given, or the negated errno.</returns>
    public static unsafe int Send(int socket, ReadOnlySpan<byte> data)
    {
        fixed (byte* first = data)
        {
            var count = sendto(socket, first, (nuint)data.Length, MSG_NOSIGNAL, null, 0);
            return count >= 0 ? (int)count : -Marshal.GetLastPInvokeError();
        }
    }

    private static FileDescriptor Open(int type, bool v6)
    {
        var fd = socket(v6 ? InternetAddress.AF_INET6 : InternetAddress.AF_INET, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        return fd < 0 ? throw LinuxException.FromLastError("socket") : new FileDescriptor(fd);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int socket(int domain, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int bind(int socket, InternetAddress* address, int length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int listen(int socket, int backlog);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int accept4(int socket, void* address, void* length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int connect(int socket, InternetAddress* address, int length);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int getsockname(int socket, InternetAddress* address, int* length);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int setsockopt(int socket, int level, int name, void* value, int length);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int getsockopt(int socket, int level, int name, void* value, int* length);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint recvfrom(int socket, byte* buffer, nuint size, int flags, InternetAddress* sender, int* length);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint sendto(int socket, byte* data, nuint size, int flags, InternetAddress* receiver, int length);
}
