using Engine.Host.Storage;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Volumes;

/// <summary>Copies what is in a directory, with owners, modes, times, extended attributes and hard links; between descriptors, never following a link.</summary>
internal sealed class TreeCopy
{
    private const ulong Child = Syscall.RESOLVE_NO_SYMLINKS | Syscall.RESOLVE_NO_MAGICLINKS | Syscall.RESOLVE_NO_XDEV;
    private const int ReadDirectory = Syscall.O_RDONLY | Syscall.O_DIRECTORY;
    private const uint PermissionBits = 0xFFF;

    private readonly byte[] buffer = new byte[128 * 1024];
    private readonly Dictionary<(ulong FileSystem, ulong Inode), FileDescriptor> linked = [];

    /// <summary>Copies the content of a directory into an empty one, and then its own attributes.</summary>
    public void Copy(int source, int target)
    {
        try
        {
            CopyDirectory(source, target, 0);
        }
        finally
        {
            foreach (FileDescriptor first in linked.Values)
            {
                first.Dispose();
            }
        }
    }

    private void CopyDirectory(int source, int target, int depth)
    {
        if (depth > TreeDepth.Most)
        {
            throw new Archives.ArchiveException($"directories are nested deeper than {TreeDepth.Most}");
        }

        foreach (byte[] name in Syscall.DirectoryNames(source))
        {
            if (Syscall.Status(source, name) is { } status)
            {
                CopyEntry(source, target, name, status, depth);
            }
        }

        // Last: what was made in it has changed its times, and its mode may forbid more.
        if (Syscall.Status(source, [0]) is { } own)
        {
            Finish(source, target, [0], own, Syscall.AT_EMPTY_PATH);
            Syscall.Futimens(target, own.Accessed, own.Modified);
        }
    }

    private void CopyEntry(int source, int target, byte[] name, FileStatus status, int depth)
    {
        switch (status.Type)
        {
            case FileStatus.S_IFDIR:
                Syscall.MkdirAt(target, name, 0x1C0);
                using (FileDescriptor from = Syscall.OpenAt2(source, name, ReadDirectory, 0, Child))
                using (FileDescriptor to = Syscall.OpenAt2(target, name, ReadDirectory, 0, Child))
                {
                    CopyDirectory(from.Number, to.Number, depth + 1);
                }

                return;
            case FileStatus.S_IFSOCK:
                // Nobody listens there.
                return;
            case FileStatus.S_IFREG:
                CopyFile(source, target, name, status);
                return;
            case FileStatus.S_IFLNK:
                Syscall.SymlinkAt([.. Syscall.ReadlinkAt(source, name), 0], target, name);
                break;
            default:
                Syscall.MknodAt(target, name, status.Mode, status.DeviceMajor, status.DeviceMinor);
                break;
        }

        Finish(source, target, name, status, Syscall.AT_SYMLINK_NOFOLLOW);
        Syscall.UtimensAt(target, name, status.Accessed, status.Modified);
    }

    private void CopyFile(int source, int target, byte[] name, FileStatus status)
    {
        if (status.Links > 1 && linked.TryGetValue((status.FileSystem, status.Inode), out FileDescriptor? first))
        {
            Syscall.LinkAt(System.Text.Encoding.ASCII.GetBytes($"/proc/self/fd/{first.Number}\0"), target, name);
            return;
        }

        using FileDescriptor from = Syscall.OpenAt2(source, name, Syscall.O_RDONLY, 0, Child);
        FileDescriptor to = Syscall.OpenAt2(target, name, Syscall.O_WRONLY | Syscall.O_CREAT | Syscall.O_EXCL, 0x180, Child);
        try
        {
            long offset = 0;
            int read;
            while ((read = Syscall.Pread(from.Number, buffer, offset)) > 0)
            {
                Syscall.PwriteAll(to.Number, buffer.AsSpan(0, read), offset);
                offset += read;
            }

            Finish(source, target, name, status, Syscall.AT_SYMLINK_NOFOLLOW);
            Syscall.Futimens(to.Number, status.Accessed, status.Modified);
        }
        finally
        {
            if (status.Links > 1)
            {
                linked[(status.FileSystem, status.Inode)] = to;
            }
            else
            {
                to.Dispose();
            }
        }
    }

    // Not by the name: whoever has the directory may have put a link there meanwhile, and fchmodat(2) follows it.
    private static void ChangeMode(int target, byte[] name, FileStatus status)
    {
        using FileDescriptor made = Syscall.OpenAt2(target, name, Syscall.O_PATH | Syscall.O_NOFOLLOW, 0, 0);
        if (Syscall.Status(made.Number, [0]) is { } now && now.Type == status.Type)
        {
            Syscall.FchmodAt(Syscall.AT_FDCWD, System.Text.Encoding.ASCII.GetBytes($"/proc/self/fd/{made.Number}\0"), status.Mode & PermissionBits);
        }
    }

    // The owner first: changing it clears set-user-id bits and file capabilities.
    private static void Finish(int source, int target, byte[] name, FileStatus status, int flags)
    {
        Syscall.FchownAt(target, name, status.Uid, status.Gid, flags);
        if (status.Type != FileStatus.S_IFLNK)
        {
            if (name is [0])
            {
                Syscall.Fchmod(target, status.Mode & PermissionBits);
            }
            else
            {
                ChangeMode(target, name, status);
            }
        }

        byte[] path = name is [0] ? ".\0"u8.ToArray() : name;
        using FileDescriptor from = Syscall.OpenAt2(source, path, Syscall.O_PATH | Syscall.O_NOFOLLOW, 0, 0);
        IReadOnlyList<byte[]> attributes = Syscall.ListxattrOfPath(from.Number);
        if (attributes.Count == 0)
        {
            return;
        }

        using FileDescriptor to = Syscall.OpenAt2(target, path, Syscall.O_PATH | Syscall.O_NOFOLLOW, 0, 0);
        foreach (byte[] attribute in attributes.Where(attribute => !OverlayMarks.IsOwn(attribute)))
        {
            byte[] terminated = [.. attribute, 0];
            if (Syscall.GetxattrOfPath(from.Number, terminated) is { } value && Syscall.TrySetxattrOfPath(to.Number, terminated, value) is var errno
                && errno is not (Errno.OK or Errno.EOPNOTSUPP))
            {
                throw new LinuxException("setxattr", errno, System.Text.Encoding.UTF8.GetString(attribute));
            }
        }
    }
}
