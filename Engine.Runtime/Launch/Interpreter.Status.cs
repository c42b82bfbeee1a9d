using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

internal static unsafe partial class Interpreter
{
    private const int EPIPE = 32;

    /// <summary>Tells the parent something. A parent that is gone is found out by <see cref="Wait"/>.</summary>
    public static nint Report(int status, StatusKind kind, int step, int errno, int detail)
    {
        var record = new StatusRecord { Kind = kind, Step = step, Errno = errno, Detail = detail };
        nint result;
        do
        {
            result = Invoke(SYS_write, status, (nint)(&record), sizeof(StatusRecord));
        }
        while (result == -EINTR);

        return result < 0 ? result : 0;
    }

    private static nint Wait(int control)
    {
        byte go;
        nint result;
        do
        {
            result = Invoke(SYS_read, control, (nint)(&go), 1);
        }
        while (result == -EINTR);

        // End of file: nobody will ever start this.
        return result == 0 ? -EPIPE : result;
    }

    /// <summary>Sends a descriptor with a record (unix(7), SCM_RIGHTS).</summary>
    private static nint SendDescriptor(int status, StatusKind kind, int fd)
    {
        var record = new StatusRecord { Kind = kind };
        var vector = stackalloc nint[2] { (nint)(&record), sizeof(StatusRecord) };

        // struct cmsghdr: length, level SOL_SOCKET, type SCM_RIGHTS, then the descriptor.
        var control = stackalloc int[6] { 20, 0, 1, 1, fd, 0 };
        var message = stackalloc nint[7] { 0, 0, (nint)vector, 1, (nint)control, 24, 0 };
        const int MSG_NOSIGNAL = 0x4000;
        var result = Invoke(SYS_sendmsg, status, (nint)message, MSG_NOSIGNAL);
        return result < 0 ? result : 0;
    }
}
