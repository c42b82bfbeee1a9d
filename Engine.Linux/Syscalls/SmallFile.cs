using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>
/// Files read and written in one go, not flushed. Unlike File.WriteAllBytes, a new one is not cut to nothing after it was opened: ext4 takes that for the
/// replacement of a file and allocates and writes out the blocks at once (mount option auto_da_alloc, ext4(5)), so that a short-lived file costs
/// its removal a wait for the disk.
/// </summary>
public static partial class SmallFile
{
    private const int O_RDONLY = 0;
    private const int O_WRONLY = 1;
    private const int O_CREAT = 0x40;
    private const int O_TRUNC = 0x200;
    private const int O_NOFOLLOW = 0x20000;
    private const int O_CLOEXEC = 0x80000;

    /// <summary>Writes a file. A symbolic link in its place is refused.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="content">All of it.</param>
    /// <param name="mode">Permission bits if it is new, less the umask.</param>
    /// <exception cref="LinuxException">It could not be opened or written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, uint mode)
    {
        using var file = Create(path, content, mode);
    }

    /// <summary>Writes PATH.tmp and renames it to <paramref name="path"/>: who opens that finds all of the content.</summary>
    /// <inheritdoc cref="Write"/>
    public static void Publish(string path, ReadOnlySpan<byte> content, uint mode)
    {
        Write(path + ".tmp", content, mode);
        Rename(path + ".tmp", path);
    }

    /// <summary>Reads the first of a file's bytes: all of it, if the buffer is larger.</summary>
    /// <returns>How many, or the negated errno.</returns>
    public static int TryRead(string path, Span<byte> buffer)
    {
        var fd = open(path, O_RDONLY | O_CLOEXEC, 0);
        if (fd < 0)
        {
            return -Marshal.GetLastPInvokeError();
        }

        using var file = new FileDescriptor(fd);
        var length = 0;
        while (length < buffer.Length)
        {
            var count = (int)RawIo.Read(fd, buffer[length..]);
            if (count <= 0)
            {
                return count < 0 ? count : length;
            }

            length += count;
        }

        return length;
    }

    internal static FileDescriptor Create(string path, ReadOnlySpan<byte> content, uint mode)
    {
        var fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode);
        var file = fd < 0 ? throw LinuxException.FromLastError("open", path) : new FileDescriptor(fd);
        while (!content.IsEmpty)
        {
            var written = RawIo.Write(fd, content);
            if (written < 0)
            {
                file.Dispose();
                throw new LinuxException("write", (Errno)(-written), path);
            }

            content = content[(int)written..];
        }

        return file;
    }

    internal static void Rename(string from, string to)
    {
        if (rename(from, to) < 0)
        {
            throw LinuxException.FromLastError("rename", to);
        }
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, uint mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rename(string from, string to);
}
