using System.Text;
using Engine.Linux.Syscalls;

namespace Engine.Host.Storage;

/// <content>Counting.</content>
internal static partial class DirectoryTree
{
    private const int BlockSize = 512;

    /// <summary>The bytes that a tree takes on disk: what du(1) counts, a file with several names once.</summary>
    public static long DiskUsage(string path)
    {
        using var root = Syscall.TryOpenAt2(Syscall.AT_FDCWD, Encoding.UTF8.GetBytes(path + "\0"), Syscall.O_PATH | Syscall.O_NOFOLLOW, 0, 0, out _);
        if (root is null || Syscall.Status(root.Number, "\0"u8) is not { } status)
        {
            return 0;
        }

        var bytes = status.Blocks * BlockSize;
        if (status.Type != FileStatus.S_IFDIR)
        {
            return bytes;
        }

        // One descriptor for every level: a tree that anybody has unpacked is not that deep.
        var counted = new HashSet<ulong>();
        var levels = new Stack<(Linux.FileDescriptor Directory, Queue<byte[]> Names)>();
        try
        {
            var top = Syscall.OpenAt2(root.Number, ".\0"u8, Syscall.O_DIRECTORY, 0, Beneath);
            levels.Push((top, new(Syscall.DirectoryNames(top.Number))));
            while (levels.TryPeek(out var level))
            {
                if (!level.Names.TryDequeue(out var name))
                {
                    levels.Pop().Directory.Dispose();
                    continue;
                }

                if (Syscall.Status(level.Directory.Number, name) is not { } child || (child.Type != FileStatus.S_IFDIR && child.Links > 1 && !counted.Add(child.Inode)))
                {
                    continue;
                }

                bytes += child.Blocks * BlockSize;
                if (child.Type == FileStatus.S_IFDIR
                    && Syscall.TryOpenAt2(level.Directory.Number, name, Syscall.O_DIRECTORY | Syscall.O_NOFOLLOW, 0, Beneath, out _) is { } below)
                {
                    levels.Push((below, new(Syscall.DirectoryNames(below.Number))));
                }
            }
        }
        finally
        {
            while (levels.TryPop(out var level))
            {
                level.Directory.Dispose();
            }
        }

        return bytes;
    }
}
