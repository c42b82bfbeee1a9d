using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Storage;

/// <content>Finding and making the directories that hold entries.</content>
internal sealed partial class LayerUnpacker
{
    // Links inside the layer are followed as they would be in a chroot; the layer's own file system is never left.
    internal const ulong InLayer = Syscall.RESOLVE_IN_ROOT | Syscall.RESOLVE_NO_MAGICLINKS | Syscall.RESOLVE_NO_XDEV;

    // Archives list a directory's entries one after the other, so remembering one parent saves most of the walks.
    private byte[] parentPath = [];
    private FileDescriptor? parent;

    /// <summary>A descriptor of the directory that holds the entry, made if the archive did not list it. Valid until the next call.</summary>
    private int Parent(EntryPath path)
    {
        if (parent is null || !path.Parent.SequenceEqual(parentPath))
        {
            ForgetParent();
            parent = OpenDirectory(path.Parent, out var errno) ?? errno switch
            {
                Errno.ENOENT => MakeDirectories(path.Parent),
                _ => throw new LinuxException("openat2", errno, path.ToString()),
            };
            parentPath = path.Parent.ToArray();
        }

        return parent.Number;
    }

    private void ForgetParent()
    {
        parent?.Dispose();
        parent = null;
    }

    private FileDescriptor? OpenDirectory(ReadOnlySpan<byte> path, out Errno errno) =>
        Syscall.TryOpenAt2(root.Number, path, Syscall.O_PATH | Syscall.O_DIRECTORY, 0, InLayer, out errno);

    /// <summary>Makes the missing directories of a path, owned by root and readable by all, as docker does.</summary>
    private FileDescriptor MakeDirectories(ReadOnlySpan<byte> path)
    {
        var current = Syscall.OpenAt2(root.Number, ".\0"u8, Syscall.O_PATH | Syscall.O_DIRECTORY, 0, 0);
        for (int start = 0, end; start < path.Length; start = end + 1)
        {
            var length = path[start..].IndexOfAny((byte)'/', (byte)0);
            end = start + length;
            byte[] component = [.. path[start..end], 0];

            // One step at a time: from the root anew for each, a deep path would cost the square of its depth. Only a link counts from there.
            var next = Step(current, component, out var errno);
            if (next is null && errno == Errno.ENOENT && Syscall.MkdirAt(current.Number, component, 0x1ED))
            {
                Syscall.FchmodAt(current.Number, component, 0x1ED); // past the umask
                next = Step(current, component, out errno);
            }
            else if (next is null && errno is Errno.ELOOP or Errno.ENOTDIR)
            {
                next = OpenDirectory([.. path[..end], 0], out errno);
            }

            current.Dispose();
            current = next ?? throw new LinuxException("openat2", errno, System.Text.Encoding.UTF8.GetString(path[..end]));
        }

        return current;
    }

    private static FileDescriptor? Step(FileDescriptor directory, byte[] component, out Errno errno) =>
        Syscall.TryOpenAt2(directory.Number, component, Syscall.O_PATH | Syscall.O_DIRECTORY | Syscall.O_NOFOLLOW, 0, NoLinks | Syscall.RESOLVE_NO_XDEV, out errno);

    /// <summary>Makes room for an entry. What goes may be a directory or a link on the way to the remembered parent.</summary>
    private void RemoveExisting(EntryPath path)
    {
        if (Syscall.TryUnlinkAt(Parent(path), path.Name, 0) is not (Errno.OK or Errno.ENOENT))
        {
            DirectoryTree.Remove(Parent(path), path.Name);
        }

        ForgetParent();
    }
}
