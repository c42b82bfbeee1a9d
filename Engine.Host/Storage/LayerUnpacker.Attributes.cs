using Engine.Host.Archives;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Storage;

/// <content>Owners, permissions, extended attributes and times, in the order in which they do not undo each other.</content>
internal sealed partial class LayerUnpacker
{
    /// <summary>chown(2) clears set-user-ID bits and file capabilities, so the owner is set first.</summary>
    private static void SetAttributes(int file, TarEntry entry)
    {
        Syscall.FchownAt(file, "\0"u8, entry.Uid, entry.Gid, Syscall.AT_EMPTY_PATH);
        Syscall.Fchmod(file, entry.Mode);
        foreach (var attribute in entry.ExtendedAttributes)
        {
            if (!OverlayMarks.IsOwn(attribute.Name))
            {
                Require(Syscall.TryFsetxattr(file, [.. attribute.Name, 0], attribute.Value), entry);
            }
        }
    }

    private void SetAttributesByName(EntryPath path, TarEntry entry, bool hasMode)
    {
        var directory = Parent(path);
        Syscall.FchownAt(directory, path.Name, entry.Uid, entry.Gid, Syscall.AT_SYMLINK_NOFOLLOW);
        if (hasMode)
        {
            Syscall.FchmodAt(directory, path.Name, entry.Mode);
        }

        if (entry.ExtendedAttributes.Count > 0)
        {
            using var self = Syscall.OpenAt2(directory, path.Name, Syscall.O_PATH | Syscall.O_NOFOLLOW, 0, Syscall.RESOLVE_BENEATH);
            foreach (var attribute in entry.ExtendedAttributes)
            {
                if (!OverlayMarks.IsOwn(attribute.Name))
                {
                    Require(Syscall.TrySetxattrOfPath(self.Number, [.. attribute.Name, 0], attribute.Value), entry);
                }
            }
        }

        Syscall.UtimensAt(directory, path.Name, AccessTime(entry), entry.Modified);
    }

    /// <summary>Adding entries to a directory changes its time, so directories get theirs when all else is done.</summary>
    private void SetDirectoryTimes()
    {
        foreach (var (path, entry) in directories)
        {
            if (path.IsRoot)
            {
                Syscall.UtimensAt(root.Number, ".\0"u8, AccessTime(entry), entry.Modified);
                continue;
            }

            // It may have been replaced since, or lie where a link now stands: then its time is not wanted any more.
            if (OpenDirectory(path.Parent, out _) is { } holder)
            {
                using (holder)
                {
                    if (Syscall.Status(holder.Number, path.Name) is { Type: FileStatus.S_IFDIR })
                    {
                        Syscall.UtimensAt(holder.Number, path.Name, AccessTime(entry), entry.Modified);
                    }
                }
            }
        }
    }

    private static Timespec AccessTime(TarEntry entry) =>
        entry.Accessed is { } accessed && accessed.Seconds >= entry.Modified.Seconds ? accessed : entry.Modified;

    /// <summary>A file system without extended attributes, or a security module that refuses one, is no reason not to run the image.</summary>
    private static void Require(Errno errno, TarEntry entry)
    {
        if (errno is not (Errno.OK or Errno.EOPNOTSUPP or Errno.EPERM))
        {
            throw new LinuxException("setxattr", errno, entry.NameText);
        }
    }
}
