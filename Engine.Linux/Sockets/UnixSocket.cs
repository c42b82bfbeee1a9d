using System.Runtime.InteropServices;
using System.Text;

namespace Engine.Linux;

/// <summary>Stream sockets of the Unix domain (unix(7)), close-on-exec and non-blocking.</summary>
public static partial class UnixSocket
{
    /// <summary>The longest path an address holds, in bytes, without the NUL that ends it.</summary>
    public const int MaxPathLength = PathSize - 1;

    private const int AF_UNIX = 1;
    private const int SOCK_STREAM = 1;
    private const int SOCK_NONBLOCK = 0x800;
    private const int SOCK_CLOEXEC = 0x80000;
    private const int PathSize = 108;
    private const int Type = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;

    /// <summary>Binds a socket at <paramref name="path"/> and listens on it.</summary>
    /// <param name="path">Where; nothing may exist there.</param>
    /// <param name="mode">Permission bits of the socket's file, less the umask. It is made with them: there is no moment without.</param>
    /// <param name="backlog">Connections the kernel keeps waiting.</param>
    /// <exception cref="LinuxException">EADDRINUSE: something exists at the path; ENAMETOOLONG: beyond <see cref="MaxPathLength"/>.</exception>
    public static unsafe FileDescriptor Listen(string path, uint mode, int backlog)
    {
        var descriptor = Open();
        try
        {
            if (fchmod(descriptor.Number, mode) < 0)
            {
                throw LinuxException.FromLastError("fchmod", path);
            }

            WithAddress(descriptor, path, "bind", &bind);
            if (listen(descriptor.Number, backlog) < 0)
            {
                throw LinuxException.FromLastError("listen", path);
            }

            return descriptor;
        }
        catch
        {
            descriptor.Dispose();
            throw;
        }
    }

    /// <summary>Connects to the socket at <paramref name="path"/>.</summary>
    /// <exception cref="LinuxException">ENOENT, ECONNREFUSED: nobody listens; EAGAIN: the backlog is full.</exception>
    public static unsafe FileDescriptor Connect(string path)
    {
        var descriptor = Open();
        try
        {
            WithAddress(descriptor, path, "connect", &connect);
            return descriptor;
        }
        catch
        {
            descriptor.Dispose();
            throw;
        }
    }

    /// <summary>Takes a waiting connection (accept4(2)), close-on-exec and non-blocking.</summary>
    /// <returns>The connection, or null if none waits or it is gone already.</returns>
    /// <exception cref="LinuxException">Out of descriptors or memory (EMFILE, ENFILE, ENOMEM): the connection still waits.</exception>
    public static unsafe FileDescriptor? Accept(FileDescriptor listener)
    {
        var fd = accept4(listener.Number, null, null, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0)
        {
            return new FileDescriptor(fd);
        }

        return (Errno)Marshal.GetLastPInvokeError() is Errno.EAGAIN or Errno.EINTR or Errno.ECONNABORTED
            ? null
            : throw LinuxException.FromLastError("accept4");
    }

    /// <summary>A connected pair (socketpair(2)).</summary>
    /// <exception cref="LinuxException">Out of descriptors or memory.</exception>
    public static unsafe (FileDescriptor First, FileDescriptor Second) CreatePair()
    {
        var ends = stackalloc int[2];
        return socketpair(AF_UNIX, Type, 0, ends) < 0
            ? throw LinuxException.FromLastError("socketpair")
            : (new FileDescriptor(ends[0]), new FileDescriptor(ends[1]));
    }

    private static FileDescriptor Open()
    {
        var fd = socket(AF_UNIX, Type, 0);
        return fd < 0 ? throw LinuxException.FromLastError("socket") : new FileDescriptor(fd);
    }

    private static unsafe void WithAddress(FileDescriptor descriptor, string path, string call, delegate*<int, sockaddr_un*, int, int> invoke)
    {
        var address = new sockaddr_un { sun_family = AF_UNIX };
        if (Encoding.UTF8.GetByteCount(path) > MaxPathLength)
        {
            throw new LinuxException(call, Errno.ENAMETOOLONG, path);
        }

        Encoding.UTF8.GetBytes(path, new Span<byte>(address.sun_path, PathSize));
        if (invoke(descriptor.Number, &address, sizeof(sockaddr_un)) < 0)
        {
            throw LinuxException.FromLastError(call, path);
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int socket(int domain, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int bind(int socket, sockaddr_un* address, int length);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int connect(int socket, sockaddr_un* address, int length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fchmod(int fd, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int listen(int socket, int backlog);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int accept4(int socket, void* address, void* length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int socketpair(int domain, int type, int protocol, int* ends);

    private unsafe struct sockaddr_un
    {
        public ushort sun_family;
        public fixed byte sun_path[PathSize];
    }
}
