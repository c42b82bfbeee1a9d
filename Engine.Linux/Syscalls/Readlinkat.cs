using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>What a symbolic link holds (readlinkat(2)), as bytes.</summary>
    /// <param name="dirfd">The parent directory, or with an empty path an O_PATH descriptor of the link itself.</param>
    /// <param name="path">The name, NUL-terminated.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static byte[] ReadlinkAt(int dirfd, ReadOnlySpan<byte> path)
    {
        RequireTerminated(path);
        var buffer = new byte[4096]; // PATH_MAX
        nint length;
        fixed (byte* p = path, b = buffer)
        {
            length = readlinkat(dirfd, p, b, (nuint)buffer.Length);
        }

        return length < 0 ? throw Failed("readlinkat", path) : buffer[..(int)length];
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint readlinkat(int dirfd, byte* path, byte* buf, nuint size);
}
