using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>A small file that is whole and on the disk, or not there at all, whatever happens in between.</summary>
public static partial class DurableFile
{
    private const int O_RDONLY = 0;
    private const int O_WRONLY = 1;
    private const int O_CREAT = 0x40;
    private const int O_TRUNC = 0x200;
    private const int O_DIRECTORY = 0x10000;
    private const int O_NOFOLLOW = 0x20000;
    private const int O_CLOEXEC = 0x80000;

    /// <summary>
    /// Writes <paramref name="content"/> to PATH.tmp, syncs it, renames it to <paramref name="path"/> and syncs the directory.
    /// An existing file is replaced in one step.
    /// </summary>
    /// <param name="path">Absolute path of the file.</param>
    /// <param name="content">All of it.</param>
    /// <param name="mode">Permission bits, less the umask.</param>
    /// <exception cref="LinuxException">The step that failed (open, write, fsync, rename) with its errno; the file at <paramref name="path"/> is then as before.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, uint mode)
    {
        var temporary = path + ".tmp";
        using (var file = Open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode))
        {
            while (!content.IsEmpty)
            {
                var written = RawIo.Write(file.Number, content);
                if (written < 0)
                {
                    throw new LinuxException("write", (Errno)(-written), temporary);
                }

                content = content[(int)written..];
            }

            Sync(file, temporary);
        }

        if (rename(temporary, path) < 0)
        {
            throw LinuxException.FromLastError("rename", path);
        }

        var directory = Path.GetDirectoryName(path)!;
        using var parent = Open(directory, O_RDONLY | O_DIRECTORY, 0);
        Sync(parent, directory);
    }

    private static FileDescriptor Open(string path, int flags, uint mode)
    {
        var fd = open(path, flags | O_CLOEXEC, mode);
        return fd < 0 ? throw LinuxException.FromLastError("open", path) : new FileDescriptor(fd);
    }

    private static void Sync(FileDescriptor descriptor, string path)
    {
        if (fsync(descriptor.Number) < 0)
        {
            throw LinuxException.FromLastError("fsync", path);
        }
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int fd);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rename(string from, string to);
}
