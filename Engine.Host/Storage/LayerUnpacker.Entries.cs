using Engine.Host.Archives;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Storage;

/// <content>One method for each kind of entry.</content>
internal sealed partial class LayerUnpacker
{
    private const ulong NoLinks = Syscall.RESOLVE_BENEATH | Syscall.RESOLVE_NO_SYMLINKS;

    private void AddRoot(TarEntry entry, EntryPath path)
    {
        if (entry.Type != TarEntryType.Directory)
        {
            throw new ArchiveException("cannot unpack /: the root of a layer must be a directory");
        }

        using var self = Syscall.OpenAt2(root.Number, ".\0"u8, Syscall.O_DIRECTORY, 0, 0);
        SetAttributes(self.Number, entry);
        directories.Add((path, entry));
    }

    private async ValueTask AddFileAsync(EntryPath path, TarEntry entry, TarReader content, CancellationToken cancellationToken)
    {
        using var file = CreateFile(path);
        if (entry.Sparse is null)
        {
            recorder?.BeginFile(path, entry.StoredSize);
        }

        long offset = 0;
        var segment = 0;
        for (int n; (n = await content.ReadAsync(buffer.AsMemory(0, BufferSize), cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (entry.Sparse is null)
            {
                Syscall.PwriteAll(file.Number, buffer.AsSpan(0, n), offset);
                recorder?.AddContent(buffer.AsSpan(0, n));
                offset += n;
            }
            else
            {
                recorder?.Add(buffer.AsSpan(0, n));
                WriteSparse(file.Number, buffer.AsSpan(0, n), entry.Sparse, ref segment, ref offset);
            }
        }

        if (entry.Sparse is not null)
        {
            Syscall.Ftruncate(file.Number, entry.Size);
        }

        SetAttributes(file.Number, entry);
        Syscall.Futimens(file.Number, AccessTime(entry), entry.Modified);
        ContentBytes += entry.Size;
        if (entry.StoredSize >= WritebackThreshold)
        {
            Syscall.StartWriteback(file.Number, 0, 0);
        }
    }

    /// <summary>Puts content where its stretches are; <paramref name="done"/> counts what of the present stretch is written.</summary>
    internal static void WriteSparse(int file, ReadOnlySpan<byte> content, IReadOnlyList<SparseSegment> segments, ref int segment, ref long done)
    {
        while (!content.IsEmpty)
        {
            var present = segments[segment];
            var n = (int)Math.Min(content.Length, present.Length - done);
            Syscall.PwriteAll(file, content[..n], present.Offset + done);
            content = content[n..];
            done += n;
            if (done == present.Length)
            {
                segment++;
                done = 0;
            }
        }
    }

    private FileDescriptor CreateFile(EntryPath path)
    {
        const int Flags = Syscall.O_WRONLY | Syscall.O_CREAT | Syscall.O_EXCL | Syscall.O_NOFOLLOW;
        var parent = Parent(path);
        var file = Syscall.TryOpenAt2(parent, path.Name, Flags, 0x180, NoLinks, out var errno);
        if (file is null && errno == Errno.EEXIST)
        {
            RemoveExisting(path);
            return Syscall.OpenAt2(Parent(path), path.Name, Flags, 0x180, NoLinks);
        }

        return file ?? throw new LinuxException("openat2", errno, path.ToString());
    }

    private void AddDirectory(EntryPath path, TarEntry entry)
    {
        var overWhiteout = false;
        if (!Syscall.MkdirAt(Parent(path), path.Name, 0x1C0))
        {
            // A directory is merged into one that is there; anything else gives way.
            var there = Syscall.Status(Parent(path), path.Name);
            if (there is not { Type: FileStatus.S_IFDIR })
            {
                overWhiteout = Whiteout.Is(there);
                RemoveExisting(path);
                Syscall.MkdirAt(Parent(path), path.Name, 0x1C0);
            }
        }

        using var directory = Syscall.OpenAt2(Parent(path), path.Name, Syscall.O_DIRECTORY | Syscall.O_NOFOLLOW, 0, NoLinks);
        SetAttributes(directory.Number, entry);
        if (overWhiteout)
        {
            // The layer removed a lower directory and made a new one of that name: the lower one must stay hidden.
            SetOpaque(directory.Number);
        }

        directories.Add((path, entry));
    }

    private void AddSymbolicLink(EntryPath path, TarEntry entry)
    {
        RemoveExisting(path);
        Syscall.SymlinkAt([.. entry.LinkName, 0], Parent(path), path.Name);
        SetAttributesByName(path, entry, hasMode: false);
    }

    private void AddNode(EntryPath path, TarEntry entry)
    {
        var type = entry.Type switch
        {
            TarEntryType.CharacterDevice => FileStatus.S_IFCHR,
            TarEntryType.BlockDevice => FileStatus.S_IFBLK,
            _ => FileStatus.S_IFIFO,
        };
        RemoveExisting(path);
        Syscall.MknodAt(Parent(path), path.Name, type | 0x180, entry.DeviceMajor, entry.DeviceMinor);
        SetAttributesByName(path, entry, hasMode: true);
    }

    private void AddHardLink(EntryPath path, TarEntry entry)
    {
        var target = EntryPath.Parse(entry.LinkName);
        using var targetParent = target.IsRoot ? null : OpenDirectory(target.Parent, out _);
        var existing = targetParent is null ? null : Syscall.Status(targetParent.Number, target.Name);
        if (existing is not { Type: not FileStatus.S_IFDIR } status)
        {
            throw new ArchiveException($"cannot unpack {entry.NameText}: the target of the hard link, {target}, is not a file of the layer");
        }

        var there = Syscall.Status(Parent(path), path.Name);
        if (there?.Inode != status.Inode)
        {
            RemoveExisting(path);
            Syscall.LinkAt(targetParent!.Number, target.Name, Parent(path), path.Name);
        }

        // The attributes belong to the file, which has them from its first name. Setting the same owner again would clear file capabilities.
        if (status.Type == FileStatus.S_IFREG && (status.Uid != entry.Uid || status.Gid != entry.Gid || (status.Mode & 0xFFF) != entry.Mode))
        {
            SetAttributesByName(path, entry, hasMode: true);
        }
    }
}
