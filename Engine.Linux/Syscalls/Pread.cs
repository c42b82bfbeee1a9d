using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Reads at an offset (pread(2)).</summary>
    /// <param name="fd">The file.</param>
    /// <param name="buffer">Where to put it.</param>
    /// <param name="offset">From where, in bytes from the start.</param>
    /// <returns>The number of bytes, 0 at the end of the file.</returns>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static int Pread(int fd, Span<byte> buffer, long offset)
    {
        fixed (byte* p = buffer)
        {
            while (true)
            {
                var n = pread(fd, p, (nuint)buffer.Length, offset);
                if (n >= 0)
                {
                    return (int)n;
                }

                if (Marshal.GetLastPInvokeError() != (int)Errno.EINTR)
                {
                    throw LinuxException.FromLastError("pread");
                }
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint pread(int fd, byte* buf, nuint count, long offset);
}
