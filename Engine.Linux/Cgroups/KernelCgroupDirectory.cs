using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Engine.Linux.Cgroups;

/// <summary>A directory of cgroupfs, worked on relative to its descriptor. Control file systems have no symbolic links.</summary>
internal sealed unsafe partial class KernelCgroupDirectory : CgroupDirectory
{
    private const int AT_FDCWD = -100;
    private const int AT_REMOVEDIR = 0x200;
    private const int O_RDONLY = 0;
    private const int O_WRONLY = 1;
    private const int O_CLOEXEC = 0x80000;
    private const int O_PATH = 0x200000;

    // These two differ between architectures: asm/fcntl.h of arm and arm64 swaps them with O_DIRECT and O_LARGEFILE.
    private static readonly int O_DIRECTORY =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000;

    private static readonly int O_NOFOLLOW =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    private readonly FileDescriptor _descriptor;

    private KernelCgroupDirectory(FileDescriptor descriptor, string path)
    {
        _descriptor = descriptor;
        Path = path;
    }

    internal override string Path { get; }

    internal override int Number => _descriptor.Number;

    internal static KernelCgroupDirectory OpenRoot(string path)
    {
        int fd = openat(AT_FDCWD, path, O_PATH | O_DIRECTORY | O_CLOEXEC, 0);
        return fd >= 0 ? new(new FileDescriptor(fd), path) : throw LinuxException.FromLastError("open", path);
    }

    internal override Errno TryWrite(string file, string value)
    {
        int fd = openat(Number, file, O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0);
        if (fd < 0)
        {
            return LastError();
        }

        using FileDescriptor open = new(fd);
        Span<byte> stack = stackalloc byte[256];
        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> bytes = most <= stack.Length ? stack : new byte[most];
        int length = Encoding.UTF8.GetBytes(value, bytes);
        fixed (byte* start = bytes)
        {
            nint written;
            do
            {
                written = write(fd, start, (nuint)length);
            }
            while (written < 0 && LastError() == Errno.EINTR);

            // A control file takes a value whole or not at all; anything between is the kernel not understanding it.
            return written == length ? Errno.OK : written < 0 ? LastError() : Errno.EIO;
        }
    }

    internal override Errno TryRead(string file, out string content)
    {
        content = "";
        int fd = openat(Number, file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC, 0);
        if (fd < 0)
        {
            return LastError();
        }

        using FileDescriptor open = new(fd);
        byte[] buffer = new byte[4096];
        int length = 0;
        while (true)
        {
            nint got;
            fixed (byte* start = buffer)
            {
                got = read(fd, start + length, (nuint)(buffer.Length - length));
            }

            if (got < 0 && LastError() == Errno.EINTR)
            {
                continue;
            }

            if (got < 0)
            {
                return LastError();
            }

            if (got == 0)
            {
                content = Encoding.UTF8.GetString(buffer, 0, length);
                return Errno.OK;
            }

            length += (int)got;
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 4);
            }
        }
    }

    internal override Errno TryMakeDirectory(string relativePath) =>
        mkdirat(Number, relativePath, 0x1ed /* 0755 */) == 0 ? Errno.OK : LastError();

    internal override CgroupDirectory? OpenDirectory(string relativePath)
    {
        int fd = openat(Number, relativePath, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
        if (fd >= 0)
        {
            return new KernelCgroupDirectory(new FileDescriptor(fd), $"{Path}/{relativePath}");
        }

        return LastError() == Errno.ENOENT ? null : throw LinuxException.FromLastError("openat", $"{Path}/{relativePath}");
    }

    internal override Errno TryRemoveDirectory(string relativePath) =>
        unlinkat(Number, relativePath, AT_REMOVEDIR) == 0 ? Errno.OK : LastError();

    internal override List<string> Children()
    {
        const byte DT_DIR = 4;
        const int NameOffset = 19;
        List<string> names = [];
        int fd = openat(Number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
        if (fd < 0)
        {
            // A removed group has no children.
            return LastError() is Errno.ENOENT or Errno.ENODEV ? names : throw LinuxException.FromLastError("openat", Path);
        }

        using FileDescriptor open = new(fd);
        byte[] buffer = new byte[8192];
        fixed (byte* start = buffer)
        {
            nint length;
            while ((length = getdents64(fd, start, (nuint)buffer.Length)) > 0)
            {
                // struct linux_dirent64 (getdents64(2)): ino 8, off 8, reclen 2, type 1, name.
                for (int at = 0; at < length; at += BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(at + 16)))
                {
                    if (buffer[at + 18] == DT_DIR && Marshal.PtrToStringUTF8((nint)(start + at + NameOffset)) is { } name
                        && name is not ("." or ".."))
                    {
                        names.Add(name);
                    }
                }
            }

            return length == 0 || LastError() is Errno.ENOENT or Errno.ENODEV
                ? names
                : throw LinuxException.FromLastError("getdents64", Path);
        }
    }

    internal override FileDescriptor OpenFile(string file, bool forWriting)
    {
        int fd = openat(Number, file, (forWriting ? O_WRONLY : O_RDONLY) | O_NOFOLLOW | O_CLOEXEC, 0);
        return fd >= 0 ? new FileDescriptor(fd) : throw LinuxException.FromLastError("openat", $"{Path}/{file}");
    }

    public override void Dispose() => _descriptor.Dispose();

    private static Errno LastError() => (Errno)Marshal.GetLastPInvokeError();

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int openat(int directory, string path, int flags, uint mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mkdirat(int directory, string path, uint mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int unlinkat(int directory, string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(int fd, byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(int fd, byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint getdents64(int fd, byte* buffer, nuint count);
}
