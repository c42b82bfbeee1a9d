using System.Runtime.InteropServices;

namespace Engine.Linux.Netlink;

/// <summary>
/// A netlink socket (netlink(7)) of the network namespace the opening thread is in; it stays there. One exchange at a time.
/// Parts: <c>.Exchange</c> sends requests and reads their answers.
/// </summary>
public sealed unsafe partial class NetlinkSocket : IDisposable
{
    /// <summary>Links, addresses, routes, rules, neighbours (rtnetlink(7)).</summary>
    public const int NETLINK_ROUTE = 0;

    /// <summary>Netfilter: nf_tables, connection tracking.</summary>
    public const int NETLINK_NETFILTER = 12;

    private const int AF_NETLINK = 16;
    private const int SOCK_RAW = 3;
    private const int SOCK_CLOEXEC = 0x80000;
    private const int SOL_SOCKET = 1;
    private const int SO_RCVTIMEO = 20;
    private const int SO_SNDBUFFORCE = 32;
    private const int SO_RCVBUFFORCE = 33;
    private const int SOL_NETLINK = 270;
    private const int NETLINK_ADD_MEMBERSHIP = 1;
    private const int NETLINK_CAP_ACK = 10;
    private const int NETLINK_EXT_ACK = 11;
    private const int NETLINK_GET_STRICT_CHK = 12;

    // A batch is one datagram.
    private const int BufferSize = 8 * 1024 * 1024;

    private readonly string family;
    private readonly FileDescriptor socket;

    private NetlinkSocket(string family, FileDescriptor socket)
    {
        this.family = family;
        this.socket = socket;
    }

    /// <summary>Opens one in the calling thread's network namespace.</summary>
    /// <param name="protocol"><see cref="NETLINK_ROUTE"/> or <see cref="NETLINK_NETFILTER"/>.</param>
    /// <exception cref="LinuxException">EPROTONOSUPPORT: the kernel has no such family.</exception>
    public static NetlinkSocket Open(int protocol)
    {
        string family = protocol == NETLINK_ROUTE ? "rtnetlink" : "nfnetlink";
        int fd = socket_(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);
        if (fd < 0)
        {
            throw LinuxException.FromLastError("socket", family);
        }

        var descriptor = new FileDescriptor(fd);
        try
        {
            var address = new sockaddr_nl { nl_family = AF_NETLINK };
            if (bind(fd, &address, sizeof(sockaddr_nl)) < 0)
            {
                throw LinuxException.FromLastError("bind", family);
            }

            Option(fd, SOL_NETLINK, NETLINK_EXT_ACK, 1);
            Option(fd, SOL_NETLINK, NETLINK_CAP_ACK, 1);
            if (protocol == NETLINK_ROUTE)
            {
                Option(fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1);
            }

            // Only root of the first user namespace may; others have the usual sizes.
            int size = BufferSize;
            _ = setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof(int));
            _ = setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(int));
            return new NetlinkSocket(family, descriptor);
        }
        catch
        {
            descriptor.Dispose();
            throw;
        }
    }

    /// <summary>The socket's own number among those of its namespace (nl_pid, netlink(7)).</summary>
    public uint Port
    {
        get
        {
            sockaddr_nl address;
            int length = sizeof(sockaddr_nl);
            return getsockname(socket.Number, &address, &length) < 0 ? throw LinuxException.FromLastError("getsockname", family) : address.nl_pid;
        }
    }

    /// <summary>Lets a waiting reader give up after <paramref name="time"/>; zero: never.</summary>
    public void SetReceiveTimeout(TimeSpan time)
    {
        long* timeval = stackalloc long[] { (long)time.TotalSeconds, time.Microseconds + (time.Milliseconds * 1000L) };
        if (setsockopt(socket.Number, SOL_SOCKET, SO_RCVTIMEO, timeval, 2 * sizeof(long)) < 0)
        {
            throw LinuxException.FromLastError("setsockopt", "SO_RCVTIMEO");
        }
    }

    /// <summary>Joins a multicast group: its notifications can be read.</summary>
    public void Join(int group) => Option(socket.Number, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group);

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private static void Option(int fd, int level, int name, int value)
    {
        if (setsockopt(fd, level, name, &value, sizeof(int)) < 0)
        {
            throw LinuxException.FromLastError("setsockopt", "netlink");
        }
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int socket_(int domain, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int bind(int socket, sockaddr_nl* address, int length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int getsockname(int socket, sockaddr_nl* address, int* length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setsockopt(int socket, int level, int name, void* value, int length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint sendto(int socket, byte* data, nint length, int flags, sockaddr_nl* address, int addressLength);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint recv(int socket, byte* data, nint length, int flags);

#pragma warning disable IDE1006 // The kernel's own names.
    /// <summary>Address of a netlink socket.</summary>
    internal struct sockaddr_nl
    {
        public ushort nl_family;
        public ushort nl_pad;
        public uint nl_pid;
        public uint nl_groups;
    }
#pragma warning restore IDE1006
}
