using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Open for reading (open(2)).</summary>
    public const int O_RDONLY = 0;

    /// <summary>Open for writing.</summary>
    public const int O_WRONLY = 1;

    /// <summary>Open for reading and writing.</summary>
    public const int O_RDWR = 2;

    /// <summary>Create the file if it does not exist.</summary>
    public const int O_CREAT = 0x40;

    /// <summary>Fail with EEXIST if the file exists; never follows a link in the last component.</summary>
    public const int O_EXCL = 0x80;

    /// <summary>Truncate an existing file.</summary>
    public const int O_TRUNC = 0x200;

    /// <summary>Fail with ENOTDIR if the last component is not a directory.</summary>
    public const int O_DIRECTORY = 0x10000;

    /// <summary>Fail with ELOOP if the last component is a symbolic link.</summary>
    public const int O_NOFOLLOW = 0x20000;

    /// <summary>Close on exec; <see cref="OpenAt2"/> always adds it.</summary>
    public const int O_CLOEXEC = 0x80000;

    /// <summary>A descriptor that only names a place in the tree.</summary>
    public const int O_PATH = 0x200000;

    /// <summary>Fail with EXDEV if resolution crosses a mount point (openat2(2)).</summary>
    public const ulong RESOLVE_NO_XDEV = 0x01;

    /// <summary>Fail with ELOOP at a magic link of procfs.</summary>
    public const ulong RESOLVE_NO_MAGICLINKS = 0x02;

    /// <summary>Fail with ELOOP at any symbolic link.</summary>
    public const ulong RESOLVE_NO_SYMLINKS = 0x04;

    /// <summary>Fail with EXDEV where resolution would leave the directory.</summary>
    public const ulong RESOLVE_BENEATH = 0x08;

    /// <summary>The directory is the root while resolving: absolute links and <c>..</c> stay inside it.</summary>
    public const ulong RESOLVE_IN_ROOT = 0x10;

    private const long SYS_openat2 = 437;

    /// <summary>Opens a path below <paramref name="dirfd"/>, close-on-exec (openat2(2), Linux 5.6).</summary>
    /// <param name="dirfd">A directory descriptor or <see cref="AT_FDCWD"/>.</param>
    /// <param name="path">The path, NUL-terminated.</param>
    /// <param name="flags">O_ flags.</param>
    /// <param name="mode">Permission bits of a file that is created, else 0.</param>
    /// <param name="resolve">RESOLVE_ flags.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static FileDescriptor OpenAt2(int dirfd, ReadOnlySpan<byte> path, int flags, uint mode, ulong resolve)
    {
        var fd = TryOpenAt2(dirfd, path, flags, mode, resolve, out var errno);
        return fd ?? throw new LinuxException("openat2", errno, Show(path));
    }

    /// <summary>As <see cref="OpenAt2"/>, but answers null and the error number instead of throwing.</summary>
    /// <param name="dirfd">A directory descriptor or <see cref="AT_FDCWD"/>.</param>
    /// <param name="path">The path, NUL-terminated.</param>
    /// <param name="flags">O_ flags.</param>
    /// <param name="mode">Permission bits of a file that is created, else 0.</param>
    /// <param name="resolve">RESOLVE_ flags.</param>
    /// <param name="errno">Why there is no descriptor.</param>
    public static FileDescriptor? TryOpenAt2(int dirfd, ReadOnlySpan<byte> path, int flags, uint mode, ulong resolve, out Errno errno)
    {
        RequireTerminated(path);
        var how = new open_how { flags = (uint)(flags | O_CLOEXEC), mode = mode, resolve = resolve };
        while (true)
        {
            long fd;
            fixed (byte* p = path)
            {
                fd = syscall(SYS_openat2, dirfd, p, &how, (nuint)sizeof(open_how));
            }

            if (fd >= 0)
            {
                errno = Errno.OK;
                return new FileDescriptor((int)fd);
            }

            // EAGAIN: a rename raced with the resolution of "..", the caller is asked to try again.
            errno = (Errno)Marshal.GetLastPInvokeError();
            if (errno is not (Errno.EINTR or Errno.EAGAIN))
            {
                return null;
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial long syscall(long number, int dirfd, byte* path, open_how* how, nuint size);

#pragma warning disable IDE1006 // The kernel's own names.
    private struct open_how
    {
        public ulong flags;
        public ulong mode;
        public ulong resolve;
    }
#pragma warning restore IDE1006
}
