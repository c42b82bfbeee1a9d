using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

internal static unsafe partial class Interpreter
{
    private const int EACCES = 13;
    private const int ENOSYS = 38;

    /// <summary>The first candidate that is a file this process may execute; if none is, the most telling error.</summary>
    private static nint FindProgram(byte** candidates)
    {
        nint error = -ENOENT;
        for (var i = 0; candidates[i] != null; i++)
        {
            var result = MayExecute(candidates[i]);
            if (result == 0)
            {
                return i;
            }

            if (result is -EACCES or -EISDIR || (error == -ENOENT && result != -ENOTDIR))
            {
                error = result;
            }
        }

        return error;
    }

    private static nint MayExecute(byte* path)
    {
        const int X_OK = 1;
        const int AT_EACCESS = 0x200;
        Stat status;
        var result = Invoke(SYS_newfstatat, AT_FDCWD, (nint)path, (nint)(&status), 0);
        if (result < 0)
        {
            return result;
        }

        if ((status.Mode & 0xF000) == 0x4000)
        {
            return -EISDIR;
        }

        result = Invoke(SYS_faccessat2, AT_FDCWD, (nint)path, X_OK, AT_EACCESS);

        // A filter that does not know the call answers ENOSYS or EPERM; the permission bits have to do then.
        return result is -ENOSYS or -EPERM ? (status.Mode & 0x49) != 0 ? 0 : -EACCES : result;
    }
}
