using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>
/// A socket that holds a port: while it is open nobody else gets it. Unlike the framework's, one that does not listen does not set SO_REUSEADDR,
/// with which others could take the port all the same (socket(7)).
/// </summary>
public static unsafe partial class BoundSocket
{
    private const int AF_INET = 2;
    private const int AF_INET6 = 10;
    private const int SOCK_STREAM = 1;
    private const int SOCK_DGRAM = 2;
    private const int SOCK_CLOEXEC = 0x80000;
    private const int SOL_SOCKET = 1;
    private const int SO_REUSEADDR = 2;
    private const int Backlog = 128;
    private const int IPPROTO_IPV6 = 41;
    private const int IPV6_V6ONLY = 26;

    /// <summary>Takes a port.</summary>
    /// <param name="protocol">Tcp, Udp, or 132 for SCTP.</param>
    /// <param name="address">The address, or the unspecified one for all of its family.</param>
    /// <param name="port">The port; 0 lets the kernel choose.</param>
    /// <param name="listen">Of TCP: let connections come. The port can be had even if old connections of it linger (SO_REUSEADDR).</param>
    /// <exception cref="LinuxException">EADDRINUSE; EADDRNOTAVAIL: the address is not this machine's; EPROTONOSUPPORT: no SCTP in the kernel.</exception>
    public static FileDescriptor Bind(ProtocolType protocol, IPAddress address, int port, bool listen = false)
    {
        bool old = address.AddressFamily == AddressFamily.InterNetwork;
        int fd = socket(old ? AF_INET : AF_INET6, (protocol == ProtocolType.Udp ? SOCK_DGRAM : SOCK_STREAM) | SOCK_CLOEXEC, (int)protocol);
        string subject = $"{new IPEndPoint(address, port)}/{protocol}";
        if (fd < 0)
        {
            throw LinuxException.FromLastError("socket", subject);
        }

        var descriptor = new FileDescriptor(fd);
        int yes = 1;
        Span<byte> name = stackalloc byte[28];
        name.Clear();
        name[0] = (byte)(old ? AF_INET : AF_INET6);
        BinaryPrimitives.WriteUInt16BigEndian(name[2..], (ushort)port);
        address.TryWriteBytes(name[(old ? 4 : 8)..], out _);
        fixed (byte* n = name)
        {
            if ((!old && setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof(int)) < 0)
                || (listen && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(int)) < 0)
                || bind(fd, n, old ? 16 : 28) < 0
                || (listen && BoundSocket.listen(fd, Backlog) < 0))
            {
                LinuxException failure = LinuxException.FromLastError("bind", subject);
                descriptor.Dispose();
                throw failure;
            }
        }

        return descriptor;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int socket(int domain, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setsockopt(int socket, int level, int name, void* value, int length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int listen(int socket, int backlog);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int bind(int socket, byte* address, int length);
}
