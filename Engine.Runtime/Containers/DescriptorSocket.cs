using System.Text;
using Engine.Linux;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Containers;

/// <summary>A connection to a Unix socket for handing over descriptors (unix(7), SCM_RIGHTS).</summary>
internal sealed unsafe class DescriptorSocket : IDisposable
{
    private readonly FileDescriptor _socket;

    private DescriptorSocket(FileDescriptor socket) => _socket = socket;

    public static DescriptorSocket Connect(string path)
    {
        const int AF_UNIX = 1;
        const int SOCK_STREAM = 1;
        const int longest = 107;
        var bytes = Encoding.UTF8.GetBytes(path);
        if (bytes.Length > longest)
        {
            throw new LinuxException("connect", Errno.ENAMETOOLONG, path);
        }

        var fd = Invoke(SYS_socket, AF_UNIX, SOCK_STREAM | O_CLOEXEC);
        if (fd < 0)
        {
            throw new LinuxException("socket", (Errno)(int)-fd);
        }

        var socket = new FileDescriptor((int)fd);
        var address = stackalloc byte[110];
        new Span<byte>(address, 110).Clear();
        address[0] = AF_UNIX;
        bytes.CopyTo(new Span<byte>(address + 2, longest));
        var result = Invoke(SYS_connect, fd, (nint)address, 110);
        if (result < 0)
        {
            socket.Dispose();
            throw new LinuxException("connect", (Errno)(int)-result, path);
        }

        return new DescriptorSocket(socket);
    }

    /// <summary>Sends data with a descriptor.</summary>
    public void Send(ReadOnlySpan<byte> data, int fd)
    {
        const int MSG_NOSIGNAL = 0x4000;
        fixed (byte* p = data)
        {
            var vector = stackalloc nint[2] { (nint)p, data.Length };
            var control = stackalloc int[6] { 20, 0, 1, 1, fd, 0 };
            var message = stackalloc nint[7] { 0, 0, (nint)vector, 1, (nint)control, 24, 0 };
            var result = Invoke(SYS_sendmsg, _socket.Number, (nint)message, MSG_NOSIGNAL);
            if (result != data.Length)
            {
                throw new LinuxException("sendmsg", result < 0 ? (Errno)(int)-result : Errno.EMSGSIZE);
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
