using System.Text;
using Engine.Host.Storage;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Volumes;

/// <summary>Bytes of the files in a tree that others change meanwhile: by descriptors, without following links, every inode once.</summary>
internal static class TreeSize
{
    private const ulong Child = Syscall.RESOLVE_NO_SYMLINKS | Syscall.RESOLVE_NO_MAGICLINKS | Syscall.RESOLVE_NO_XDEV;

    /// <summary>The sum; 0 when there is no such directory.</summary>
    public static long Of(string path)
    {
        using FileDescriptor? root = Syscall.TryOpenAt2(
            Syscall.AT_FDCWD, Encoding.UTF8.GetBytes(path + '\0'), Syscall.O_DIRECTORY | Syscall.O_NOFOLLOW, 0, 0, out _);
        return root is null ? 0 : Of(root.Number, [], 0);
    }

    private static long Of(int directory, HashSet<ulong> linked, int depth)
    {
        long sum = 0;
        foreach (byte[] name in Syscall.DirectoryNames(directory))
        {
            if (Syscall.Status(directory, name) is not { } status)
            {
                continue;
            }

            if (status.Type == FileStatus.S_IFDIR)
            {
                using FileDescriptor? child = Syscall.TryOpenAt2(directory, name, Syscall.O_DIRECTORY | Syscall.O_NOFOLLOW, 0, Child, out _);
                sum += child is null || depth == TreeDepth.Most ? 0 : Of(child.Number, linked, depth + 1);
            }
            else if (status.Type == FileStatus.S_IFREG && (status.Links == 1 || linked.Add(status.Inode)))
            {
                sum += status.Size;
            }
        }

        return sum;
    }
}
