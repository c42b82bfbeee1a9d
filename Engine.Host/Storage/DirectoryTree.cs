using System.Text;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Storage;

/// <summary>
/// Work on whole trees whose names are arbitrary bytes and whose depth nobody limits: relative to descriptors, without recursion
/// and without ever following a symbolic link.
/// </summary>
internal static partial class DirectoryTree
{
    private const ulong Beneath = Syscall.RESOLVE_BENEATH | Syscall.RESOLVE_NO_SYMLINKS | Syscall.RESOLVE_NO_XDEV;

    /// <summary>Removes whatever has this absolute path; nothing happens if there is nothing.</summary>
    public static void Remove(string path)
    {
        using var parent = Syscall.TryOpenAt2(
            Syscall.AT_FDCWD, Encoding.UTF8.GetBytes(Path.GetDirectoryName(path) + "\0"), Syscall.O_PATH | Syscall.O_DIRECTORY, 0, 0, out var errno);
        if (parent is not null)
        {
            Remove(parent.Number, Encoding.UTF8.GetBytes(Path.GetFileName(path) + "\0"));
        }
        else if (errno != Errno.ENOENT)
        {
            throw new LinuxException("openat2", errno, path);
        }
    }

    /// <summary>Removes <paramref name="name"/> (NUL-terminated, one component) from the directory, with all that is below it.</summary>
    public static void Remove(int directory, ReadOnlySpan<byte> name)
    {
        if (RemoveOne(directory, name))
        {
            return;
        }

        // Descend by name and come back by "..": one descriptor, however deep the tree. Nobody else works in it.
        var levels = new Stack<(byte[] Name, Queue<byte[]> Children)>();
        var current = Open(directory, name);
        try
        {
            levels.Push((name.ToArray(), new(Syscall.DirectoryNames(current.Number))));
            while (levels.TryPeek(out var level))
            {
                if (level.Children.TryDequeue(out var child))
                {
                    if (!RemoveOne(current.Number, child))
                    {
                        current = Replace(current, Open(current.Number, child));
                        levels.Push((child, new(Syscall.DirectoryNames(current.Number))));
                    }

                    continue;
                }

                levels.Pop();
                if (levels.Count > 0)
                {
                    current = Replace(current, Syscall.OpenAt2(current.Number, "..\0"u8, Syscall.O_DIRECTORY, 0, 0));
                }

                if (!RemoveOne(levels.Count > 0 ? current.Number : directory, level.Name))
                {
                    throw new LinuxException("unlinkat", Errno.ENOTEMPTY, Encoding.UTF8.GetString(level.Name.AsSpan(0, level.Name.Length - 1)));
                }
            }
        }
        finally
        {
            current.Dispose();
        }
    }

    /// <summary>Tells the file system that the directories in this one have nothing to do with each other, if it wants to know.</summary>
    public static void SpreadChildren(string directory)
    {
        using var fd = Syscall.OpenAt2(Syscall.AT_FDCWD, Encoding.UTF8.GetBytes(directory + "\0"), Syscall.O_DIRECTORY, 0, 0);
        _ = Syscall.TryAddInodeFlags(fd.Number, Syscall.FS_TOPDIR_FL);
    }

    /// <summary>Makes the names in a directory durable.</summary>
    public static void Sync(string directory)
    {
        using var fd = Syscall.OpenAt2(Syscall.AT_FDCWD, Encoding.UTF8.GetBytes(directory + "\0"), Syscall.O_DIRECTORY, 0, 0);
        Syscall.Fsync(fd.Number);
    }

    /// <summary>Makes all that was written to the file system of a directory durable: one wait instead of one per file.</summary>
    public static void SyncFileSystem(string directory)
    {
        using var fd = Syscall.OpenAt2(Syscall.AT_FDCWD, Encoding.UTF8.GetBytes(directory + "\0"), Syscall.O_DIRECTORY, 0, 0);
        Syscall.Syncfs(fd.Number);
    }

    private static FileDescriptor Open(int directory, ReadOnlySpan<byte> name) =>
        Syscall.OpenAt2(directory, name, Syscall.O_DIRECTORY | Syscall.O_NOFOLLOW, 0, Beneath);

    private static FileDescriptor Replace(FileDescriptor old, FileDescriptor next)
    {
        old.Dispose();
        return next;
    }

    /// <summary>Removes a file or an empty directory; false for a directory that is not empty.</summary>
    private static bool RemoveOne(int directory, ReadOnlySpan<byte> name)
    {
        var errno = Syscall.TryUnlinkAt(directory, name, 0);
        if (errno is Errno.EISDIR or Errno.EPERM)
        {
            errno = Syscall.TryUnlinkAt(directory, name, Syscall.AT_REMOVEDIR);
        }

        return errno switch
        {
            Errno.OK or Errno.ENOENT => true,
            Errno.ENOTEMPTY or Errno.EEXIST => false,
            _ => throw new LinuxException("unlinkat", errno, Encoding.UTF8.GetString(name[..^1])),
        };
    }
}
