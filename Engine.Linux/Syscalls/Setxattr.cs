using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Sets an extended attribute of an open file (fsetxattr(2)).</summary>
    /// <param name="fd">The file, not opened with O_PATH.</param>
    /// <param name="name">The name with its namespace, NUL-terminated.</param>
    /// <param name="value">The value, any bytes.</param>
    /// <returns><see cref="Errno.OK"/> or why it could not be set.</returns>
    public static Errno TryFsetxattr(int fd, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        RequireTerminated(name);
        fixed (byte* n = name, v = value)
        {
            return fsetxattr(fd, n, v, (nuint)value.Length, 0) == 0 ? Errno.OK : (Errno)Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>
    /// Sets an extended attribute of what an O_PATH descriptor names (setxattr(2) by <c>/proc/self/fd</c>): also of a symbolic
    /// link, a fifo or a device node, which are never opened.
    /// </summary>
    /// <param name="fd">The O_PATH descriptor.</param>
    /// <param name="name">The name with its namespace, NUL-terminated.</param>
    /// <param name="value">The value, any bytes.</param>
    /// <returns><see cref="Errno.OK"/> or why it could not be set.</returns>
    public static Errno TrySetxattrOfPath(int fd, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        RequireTerminated(name);
        fixed (byte* p = System.Text.Encoding.ASCII.GetBytes($"/proc/self/fd/{fd}\0"), n = name, v = value)
        {
            return setxattr(p, n, v, (nuint)value.Length, 0) == 0 ? Errno.OK : (Errno)Marshal.GetLastPInvokeError();
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsetxattr(int fd, byte* name, byte* value, nuint size, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setxattr(byte* path, byte* name, byte* value, nuint size, int flags);
}
