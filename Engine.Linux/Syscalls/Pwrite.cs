using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Writes all of <paramref name="data"/> at an offset (pwrite(2)).</summary>
    /// <param name="fd">The file.</param>
    /// <param name="data">What to write.</param>
    /// <param name="offset">Where, in bytes from the start.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void PwriteAll(int fd, ReadOnlySpan<byte> data, long offset)
    {
        fixed (byte* start = data)
        {
            for (var done = 0; done < data.Length;)
            {
                var n = pwrite(fd, start + done, (nuint)(data.Length - done), offset + done);
                if (n >= 0)
                {
                    done += (int)n;
                }
                else if (Marshal.GetLastPInvokeError() != (int)Errno.EINTR)
                {
                    throw LinuxException.FromLastError("pwrite");
                }
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint pwrite(int fd, byte* buf, nuint count, long offset);
}
