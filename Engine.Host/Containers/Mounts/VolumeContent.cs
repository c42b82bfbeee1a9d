using System.Text;
using Engine.Linux;
using Engine.Linux.Mounts;
using Engine.Linux.Syscalls;

namespace Engine.Host.Containers.Mounts;

/// <summary>
/// Fills a new volume with what the image has at its place, owners and modes included. The image is seen through a detached mount
/// and walked by descriptors, so that no link in it leads out of it.
/// </summary>
internal static class VolumeContent
{
    private const ulong Within = Syscall.RESOLVE_IN_ROOT | Syscall.RESOLVE_NO_MAGICLINKS;
    private const ulong Child = Syscall.RESOLVE_NO_SYMLINKS | Syscall.RESOLVE_NO_MAGICLINKS | Syscall.RESOLVE_NO_XDEV;
    private const int ReadDirectory = Syscall.O_RDONLY | Syscall.O_DIRECTORY | Syscall.O_CLOEXEC;
    private const uint PermissionBits = 0xFFF;

    /// <summary>Copies; nothing happens if the volume has content, or the image nothing at that place.</summary>
    /// <param name="lower">The image's layers, topmost first.</param>
    /// <param name="destination">Absolute path in the container.</param>
    /// <param name="volume">The volume's directory.</param>
    public static void CopyUp(IReadOnlyList<string> lower, string destination, string volume)
    {
        using FileDescriptor target = Syscall.OpenAt2(Syscall.AT_FDCWD, Terminated(volume), ReadDirectory, 0, 0);
        if (Syscall.DirectoryNames(target.Number).Count > 0)
        {
            return;
        }

        // An overlay needs two lower layers or an upper one; a single layer is the root itself.
        using FileDescriptor root = lower.Count == 1
            ? Syscall.OpenAt2(Syscall.AT_FDCWD, Terminated(lower[0]), ReadDirectory, 0, 0)
            : DetachedOverlay.Create([.. lower.Select(Terminated)], null, null);
        using FileDescriptor? source = Syscall.TryOpenAt2(root.Number, Terminated("." + destination), ReadDirectory, 0, Within, out _);
        if (source is not null)
        {
            CopyDirectory(source.Number, target.Number);
        }
    }

    private static void CopyDirectory(int source, int target)
    {
        foreach (byte[] name in Syscall.DirectoryNames(source))
        {
            if (Syscall.Status(source, name) is { } status)
            {
                CopyEntry(source, target, name, status);
            }
        }

        if (Syscall.Status(source, [0]) is { } own)
        {
            SetOwner(target, [0], own, Syscall.AT_EMPTY_PATH);
            Syscall.Fchmod(target, own.Mode & PermissionBits);
        }
    }

    private static void CopyEntry(int source, int target, byte[] name, FileStatus status)
    {
        switch (status.Type)
        {
            case FileStatus.S_IFDIR:
                Syscall.MkdirAt(target, name, 0x1C0);
                using (FileDescriptor from = Syscall.OpenAt2(source, name, ReadDirectory, 0, Child))
                using (FileDescriptor to = Syscall.OpenAt2(target, name, ReadDirectory, 0, Child))
                {
                    CopyDirectory(from.Number, to.Number);
                }

                break;
            case FileStatus.S_IFREG:
                CopyFile(source, target, name, status);
                break;
            case FileStatus.S_IFLNK:
                Syscall.SymlinkAt([.. Syscall.ReadlinkAt(source, name), 0], target, name);
                SetOwner(target, name, status, Syscall.AT_SYMLINK_NOFOLLOW);
                break;
            default:
                Syscall.MknodAt(target, name, status.Mode, status.DeviceMajor, status.DeviceMinor);
                SetOwner(target, name, status, Syscall.AT_SYMLINK_NOFOLLOW);
                Syscall.FchmodAt(target, name, status.Mode & PermissionBits);
                break;
        }
    }

    private static void CopyFile(int source, int target, byte[] name, FileStatus status)
    {
        using FileDescriptor from = Syscall.OpenAt2(source, name, Syscall.O_RDONLY | Syscall.O_CLOEXEC, 0, Child);
        using FileDescriptor to = Syscall.OpenAt2(
            target, name, Syscall.O_WRONLY | Syscall.O_CREAT | Syscall.O_EXCL | Syscall.O_CLOEXEC, 0x180, Child);
        byte[] buffer = new byte[128 * 1024];
        long offset = 0;
        int read;
        while ((read = Syscall.Pread(from.Number, buffer, offset)) > 0)
        {
            Syscall.PwriteAll(to.Number, buffer.AsSpan(0, read), offset);
            offset += read;
        }

        // The owner first: changing it clears the set-user-id bit.
        SetOwner(to.Number, [0], status, Syscall.AT_EMPTY_PATH);
        Syscall.Fchmod(to.Number, status.Mode & PermissionBits);
        Syscall.Futimens(to.Number, status.Accessed, status.Modified);
    }

    private static void SetOwner(int directory, ReadOnlySpan<byte> name, FileStatus status, int flags) =>
        Syscall.FchownAt(directory, name, status.Uid, status.Gid, flags);

    private static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + '\0');
}
