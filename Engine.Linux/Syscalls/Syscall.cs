using System.Text;

namespace Engine.Linux.Syscalls;

/// <summary>
/// System calls on paths that are bytes, as the kernel has them: names in archives need not be UTF-8. Every path is a span that
/// ends with a NUL byte and is resolved relative to a directory descriptor.
/// </summary>
public static unsafe partial class Syscall
{
    /// <summary>The current directory as a directory descriptor (openat(2)).</summary>
    public const int AT_FDCWD = -100;

    /// <summary>Work on the descriptor itself when the path is empty.</summary>
    public const int AT_EMPTY_PATH = 0x1000;

    /// <summary>Do not follow a symbolic link in the last component.</summary>
    public const int AT_SYMLINK_NOFOLLOW = 0x100;

    private static string Show(ReadOnlySpan<byte> path) => Encoding.UTF8.GetString(path[..^1]);

    private static void RequireTerminated(ReadOnlySpan<byte> path)
    {
        if (path.IsEmpty || path[^1] != 0)
        {
            throw new ArgumentException("A path must end with a NUL byte.", nameof(path));
        }
    }

    private static LinuxException Failed(string call, ReadOnlySpan<byte> path) => LinuxException.FromLastError(call, Show(path));
}
