using Engine.Host.Archives;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Storage;

/// <content>Removals of what lower layers have: from the archive's marker files to overlayfs' own form.</content>
internal sealed partial class LayerUnpacker
{
    private void AddWhiteout(EntryPath marker, ReadOnlySpan<byte> hidden, TarEntry entry)
    {
        var directory = Parent(marker);
        if (hidden.IsEmpty)
        {
            if (marker.Parent.SequenceEqual(".\0"u8))
            {
                RootIsOpaque = true;
            }

            using var self = Syscall.OpenAt2(directory, ".\0"u8, Syscall.O_DIRECTORY, 0, 0);
            SetOpaque(self.Number);
            return;
        }

        // A whiteout concerns lower layers only: what this layer itself has of that name stays, but shows nothing from below.
        if (Syscall.Status(directory, hidden) is not { } there)
        {
            Syscall.MknodAt(directory, hidden, FileStatus.S_IFCHR, 0, 0);
            Syscall.FchownAt(directory, hidden, entry.Uid, entry.Gid, Syscall.AT_SYMLINK_NOFOLLOW);
        }
        else if (there.Type == FileStatus.S_IFDIR)
        {
            using var self = Syscall.OpenAt2(directory, hidden, Syscall.O_DIRECTORY | Syscall.O_NOFOLLOW, 0, NoLinks);
            SetOpaque(self.Number);
        }
    }

    private static void SetOpaque(int directory)
    {
        if (Syscall.TryFsetxattr(directory, "trusted.overlay.opaque\0"u8, "y"u8) is not Errno.OK and var errno)
        {
            throw new LinuxException("fsetxattr", errno, "trusted.overlay.opaque");
        }
    }
}
