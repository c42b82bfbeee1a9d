using Engine.Host.Archives;
using Engine.Host.Storage;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Containers.Files;

/// <summary>
/// Puts an archive into a directory of a container's tree, which may run and exchange anything meanwhile: every name is found anew by descriptors,
/// nothing is ever opened that was not made here, and the last component is never followed.
/// </summary>
/// <param name="tree">The container's tree.</param>
/// <param name="directory">The path without links of the directory.</param>
/// <param name="options">How.</param>
/// <param name="owner">Whose everything becomes, or null for the archive's owners.</param>
internal sealed class TreeExtractor(ContainerTree tree, string directory, ExtractOptions options, (uint Uid, uint Gid)? owner)
{
    private const int BufferSize = 128 * 1024;
    private const int CreateNew = Syscall.O_WRONLY | Syscall.O_CREAT | Syscall.O_EXCL | Syscall.O_NOFOLLOW;
    private const ulong OneStep = Syscall.RESOLVE_BENEATH | Syscall.RESOLVE_NO_SYMLINKS | Syscall.RESOLVE_NO_MAGICLINKS;

    private readonly byte[] buffer = new byte[BufferSize];
    private readonly List<(FileDescriptor Directory, TarEntry Entry)> times = [];

    /// <summary>Reads the archive to its end.</summary>
    /// <exception cref="ArchiveException">It is damaged, or a name in it leads out of the directory.</exception>
    /// <exception cref="LinuxException">The file system refuses.</exception>
    public async Task ExtractAsync(Stream archive, CancellationToken cancellationToken)
    {
        var reader = new TarReader(archive);
        try
        {
            while (await reader.NextAsync(cancellationToken).ConfigureAwait(false) is { } entry)
            {
                await AddAsync(entry, reader, cancellationToken).ConfigureAwait(false);
            }

            foreach ((FileDescriptor made, TarEntry entry) in times)
            {
                Syscall.Futimens(made.Number, entry.Accessed ?? entry.Modified, entry.Modified);
            }
        }
        finally
        {
            times.ForEach(static time => time.Directory.Dispose());
        }
    }

    private async ValueTask AddAsync(TarEntry entry, TarReader content, CancellationToken cancellationToken)
    {
        var path = EntryPath.Parse(entry.Name);
        if (path.IsRoot)
        {
            // The directory itself is not the archive's.
            return;
        }

        using FileDescriptor parent = OpenParent(path);
        byte[] name = path.Name.ToArray();
        if (entry.Type == TarEntryType.Directory)
        {
            AddDirectory(parent, name, entry);
            return;
        }

        MakeRoom(parent, name, entry);
        switch (entry.Type)
        {
            case TarEntryType.Regular:
                await AddFileAsync(parent, name, entry, content, cancellationToken).ConfigureAwait(false);
                break;
            case TarEntryType.HardLink:
                AddHardLink(parent, name, entry);
                break;
            case TarEntryType.SymbolicLink:
                Syscall.SymlinkAt([.. entry.LinkName, 0], parent.Number, name);
                Finish(parent, name, entry, hasMode: false);
                break;
            default:
                uint type = entry.Type switch
                {
                    TarEntryType.CharacterDevice => FileStatus.S_IFCHR,
                    TarEntryType.BlockDevice => FileStatus.S_IFBLK,
                    _ => FileStatus.S_IFIFO,
                };
                Syscall.MknodAt(parent.Number, name, type | 0x180, entry.DeviceMajor, entry.DeviceMinor);
                Finish(parent, name, entry, hasMode: true);
                break;
        }
    }

    private FileDescriptor OpenParent(EntryPath path)
    {
        byte[] full = [.. System.Text.Encoding.Latin1.GetBytes(directory), (byte)'/', .. path.Parent[..^1]];
        using TreePlace place = tree.Find(full, followLast: true);
        if (place.File is { } found)
        {
            return place.IsDirectory ? Writable(found, place.Path) : throw new ArchiveException($"cannot unpack {path}: what holds it is not a directory");
        }

        return MakeParents(full, path);
    }

    // Directories that the archive does not list, made one by one: each is found again by its descriptor.
    private FileDescriptor MakeParents(byte[] full, EntryPath path)
    {
        for (int end = 1; end <= full.Length; end++)
        {
            if (end < full.Length && full[end] != (byte)'/')
            {
                continue;
            }

            using TreePlace place = tree.Find(full.AsSpan(0, end), followLast: true);
            if (place.File is null)
            {
                using FileDescriptor parent = Writable(place.Parent ?? throw new ArchiveException($"cannot unpack {path}: a link on the way to it leads nowhere"), place.Path);
                Syscall.MkdirAt(parent.Number, place.Name, 0x1ED);
                Syscall.FchownAt(parent.Number, place.Name, owner?.Uid ?? 0, owner?.Gid ?? 0, Syscall.AT_SYMLINK_NOFOLLOW);
            }
        }

        using TreePlace made = tree.Find(full, followLast: true);
        return made.IsDirectory ? Writable(made.File!, made.Path) : throw new ArchiveException($"cannot unpack {path}: what holds it is not a directory");
    }

    private static FileDescriptor Writable(FileDescriptor found, string path) =>
        KernelFileSystems.Holds(found) ? throw FileErrors.KernelFileSystem(path) : DescriptorFlags.Duplicate(found);

    private void MakeRoom(FileDescriptor parent, byte[] name, TarEntry entry)
    {
        if (Syscall.Status(parent.Number, name) is not { } there)
        {
            return;
        }

        if (there.Type == FileStatus.S_IFDIR && options.KeepKinds)
        {
            throw FileErrors.OtherKind(isDirectory: true, System.Text.Encoding.UTF8.GetString(name, 0, name.Length - 1), entry.NameText);
        }

        if (Syscall.TryUnlinkAt(parent.Number, name, 0) is not (Errno.OK or Errno.ENOENT))
        {
            DirectoryTree.Remove(parent.Number, name);
        }
    }

    private void AddDirectory(FileDescriptor parent, byte[] name, TarEntry entry)
    {
        if (!Syscall.MkdirAt(parent.Number, name, 0x1C0) && Syscall.Status(parent.Number, name) is not { Type: FileStatus.S_IFDIR })
        {
            if (options.KeepKinds)
            {
                throw FileErrors.OtherKind(isDirectory: false, System.Text.Encoding.UTF8.GetString(name, 0, name.Length - 1), entry.NameText);
            }

            Syscall.TryUnlinkAt(parent.Number, name, 0);
            Syscall.MkdirAt(parent.Number, name, 0x1C0);
        }

        FileDescriptor made = Syscall.OpenAt2(parent.Number, name, Syscall.O_DIRECTORY | Syscall.O_NOFOLLOW, 0, OneStep);
        times.Add((made, entry));
        if (KernelFileSystems.Holds(made))
        {
            throw FileErrors.KernelFileSystem(entry.NameText);
        }

        FinishOpen(made, entry);
    }

    private async ValueTask AddFileAsync(FileDescriptor parent, byte[] name, TarEntry entry, TarReader content, CancellationToken cancellationToken)
    {
        using FileDescriptor file = Syscall.OpenAt2(parent.Number, name, CreateNew, 0x180, OneStep);
        long offset = 0;
        int segment = 0;
        for (int n; (n = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (entry.Sparse is null)
            {
                Syscall.PwriteAll(file.Number, buffer.AsSpan(0, n), offset);
                offset += n;
            }
            else
            {
                LayerUnpacker.WriteSparse(file.Number, buffer.AsSpan(0, n), entry.Sparse, ref segment, ref offset);
            }
        }

        if (entry.Sparse is not null)
        {
            Syscall.Ftruncate(file.Number, entry.Size);
        }

        FinishOpen(file, entry);
        Syscall.Futimens(file.Number, entry.Accessed ?? entry.Modified, entry.Modified);
    }

    // The target is the archive's too, so it is below the directory like everything else in it.
    private void AddHardLink(FileDescriptor parent, byte[] name, TarEntry entry)
    {
        var target = EntryPath.Parse(entry.LinkName);
        using FileDescriptor holder = OpenParent(target);
        if (target.IsRoot || Syscall.Status(holder.Number, target.Name) is not { Type: not FileStatus.S_IFDIR })
        {
            throw new ArchiveException($"cannot unpack {entry.NameText}: the target of the hard link, {target}, is not there");
        }

        Syscall.LinkAt(holder.Number, target.Name, parent.Number, name);
    }

    // The owner first: changing it clears set-user-ID bits and file capabilities.
    private void FinishOpen(FileDescriptor file, TarEntry entry)
    {
        Syscall.FchownAt(file.Number, "\0"u8, owner?.Uid ?? entry.Uid, owner?.Gid ?? entry.Gid, Syscall.AT_EMPTY_PATH);
        Syscall.Fchmod(file.Number, entry.Mode);
        foreach (ExtendedAttribute attribute in entry.ExtendedAttributes.Where(attribute => !OverlayMarks.IsOwn(attribute.Name)))
        {
            Require(Syscall.TryFsetxattr(file.Number, [.. attribute.Name, 0], attribute.Value), attribute, entry);
        }
    }

    private void Finish(FileDescriptor parent, byte[] name, TarEntry entry, bool hasMode)
    {
        Syscall.FchownAt(parent.Number, name, owner?.Uid ?? entry.Uid, owner?.Gid ?? entry.Gid, Syscall.AT_SYMLINK_NOFOLLOW);
        using FileDescriptor self = Syscall.OpenAt2(parent.Number, name, Syscall.O_PATH | Syscall.O_NOFOLLOW, 0, OneStep);
        if (hasMode && Syscall.Status(self.Number, "\0"u8) is { Type: not FileStatus.S_IFLNK })
        {
            Syscall.FchmodAt(Syscall.AT_FDCWD, System.Text.Encoding.ASCII.GetBytes($"/proc/self/fd/{self.Number}\0"), entry.Mode);
        }

        foreach (ExtendedAttribute attribute in entry.ExtendedAttributes.Where(attribute => !OverlayMarks.IsOwn(attribute.Name)))
        {
            Require(Syscall.TrySetxattrOfPath(self.Number, [.. attribute.Name, 0], attribute.Value), attribute, entry);
        }

        Syscall.UtimensAt(parent.Number, name, entry.Accessed ?? entry.Modified, entry.Modified);
    }

    // A file system without extended attributes, or a security module that refuses one, is no reason to fail.
    private static void Require(Errno errno, ExtendedAttribute attribute, TarEntry entry)
    {
        if (errno is not (Errno.OK or Errno.EOPNOTSUPP or Errno.EPERM))
        {
            throw new LinuxException("setxattr", errno, $"{entry.NameText} {System.Text.Encoding.UTF8.GetString(attribute.Name)}");
        }
    }
}
