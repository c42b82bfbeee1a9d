using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>A small file that is whole and on the disk, or not there at all, whatever happens in between.</summary>
public static partial class DurableFile
{
    private const int O_RDONLY = 0;
    private const int O_DIRECTORY = 0x10000;
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
        using (var file = SmallFile.Create(temporary, content, mode))
        {
            Sync(file, temporary);
        }

        SmallFile.Rename(temporary, path);
        var directory = Path.GetDirectoryName(path)!;
        var fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
        using var parent = fd < 0 ? throw LinuxException.FromLastError("open", directory) : new FileDescriptor(fd);
        Sync(parent, directory);
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
}
