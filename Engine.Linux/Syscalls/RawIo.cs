using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>
/// Reading and writing descriptors for event loops: nothing is allocated and nothing thrown, because "would block" and
/// "the other end is gone" are ordinary answers there. A negative result is an <see cref="Errno"/>, negated. Interrupted calls are repeated.
/// </summary>
public static partial class RawIo
{
    private const int MSG_DONTWAIT = 0x40;
    private const int MSG_NOSIGNAL = 0x4000;
    private const uint FIONREAD = 0x541B;

    /// <summary>read(2).</summary>
    /// <returns>Bytes read, 0 at the end of the file, or the negated errno.</returns>
    public static unsafe nint Read(int fd, Span<byte> buffer)
    {
        fixed (byte* first = buffer)
        {
            nint count;
            do
            {
                count = read(fd, first, (nuint)buffer.Length);
            }
            while (count < 0 && Marshal.GetLastPInvokeError() == (int)Errno.EINTR);
            return count < 0 ? -Marshal.GetLastPInvokeError() : count;
        }
    }

    /// <summary>write(2). The caller blocks or ignores SIGPIPE.</summary>
    /// <returns>Bytes written, possibly fewer than given, or the negated errno.</returns>
    public static unsafe nint Write(int fd, ReadOnlySpan<byte> data)
    {
        fixed (byte* first = data)
        {
            nint count;
            do
            {
                count = write(fd, first, (nuint)data.Length);
            }
            while (count < 0 && Marshal.GetLastPInvokeError() == (int)Errno.EINTR);
            return count < 0 ? -Marshal.GetLastPInvokeError() : count;
        }
    }

    /// <summary>sendmsg(2) of two pieces as one message on a stream socket, never waiting and without SIGPIPE.</summary>
    /// <returns>Bytes sent, possibly fewer than given, or the negated errno.</returns>
    public static unsafe nint Send(int socket, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        fixed (byte* firstOfHead = head, firstOfBody = body)
        {
            var pieces = stackalloc IoVector[2];
            pieces[0] = new IoVector { iov_base = firstOfHead, iov_len = (nuint)head.Length };
            pieces[1] = new IoVector { iov_base = firstOfBody, iov_len = (nuint)body.Length };
            var message = new MessageHeader { msg_iov = pieces, msg_iovlen = 2 };
            nint count;
            do
            {
                count = sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
            }
            while (count < 0 && Marshal.GetLastPInvokeError() == (int)Errno.EINTR);
            return count < 0 ? -Marshal.GetLastPInvokeError() : count;
        }
    }

    /// <summary>Bytes that can be read at once from a pipe, a terminal or a socket (FIONREAD, ioctl_tty(2)); 0 if that cannot be told.</summary>
    public static unsafe int Available(int fd)
    {
        int available;
        return ioctl(fd, FIONREAD, &available) < 0 ? 0 : available;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint read(int fd, byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint write(int fd, byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint sendmsg(int socket, MessageHeader* message, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int ioctl(int fd, nuint request, int* argument);

    private unsafe struct IoVector
    {
        public byte* iov_base;
        public nuint iov_len;
    }

    private unsafe struct MessageHeader
    {
        public void* msg_name;
        public uint msg_namelen;
        public IoVector* msg_iov;
        public nuint msg_iovlen;
        public void* msg_control;
        public nuint msg_controllen;
        public int msg_flags;
    }
}
