using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>A file that only grows at its end (open(2) with O_APPEND), created if it is missing; a symbolic link in its place is refused.</summary>
public sealed partial class AppendFile : IDisposable
{
    private const int O_WRONLY = 1;
    private const int O_CREAT = 0x40;
    private const int O_APPEND = 0x400;
    private const int O_NOFOLLOW = 0x20000;
    private const int O_CLOEXEC = 0x80000;
    private const int SEEK_END = 2;

    private readonly FileDescriptor _descriptor;

    /// <param name="path">The file.</param>
    /// <param name="mode">Permission bits if it is created, less the umask.</param>
    /// <exception cref="LinuxException">ELOOP: a symbolic link; ENOENT: no such directory; ENOSPC, EACCES, EROFS.</exception>
    public AppendFile(string path, uint mode)
    {
        var fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, mode);
        if (fd < 0)
        {
            throw LinuxException.FromLastError("open", path);
        }

        _descriptor = new FileDescriptor(fd);
    }

    /// <summary>Bytes the file has.</summary>
    public long Length => lseek(_descriptor.Number, 0, SEEK_END);

    /// <summary>Writes at the end.</summary>
    /// <returns>Bytes written, possibly fewer than given, or the negated <see cref="Errno"/>.</returns>
    public nint Append(ReadOnlySpan<byte> data) => RawIo.Write(_descriptor.Number, data);

    /// <summary>Cuts the file (ftruncate(2)).</summary>
    /// <returns>False if the file system refused.</returns>
    public bool TryTruncate(long length) => ftruncate(_descriptor.Number, length) == 0;

    /// <inheritdoc/>
    public void Dispose() => _descriptor.Dispose();

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, uint mode);

    [LibraryImport("libc")]
    private static partial long lseek(int fd, long offset, int whence);

    [LibraryImport("libc")]
    private static partial int ftruncate(int fd, long length);
}
