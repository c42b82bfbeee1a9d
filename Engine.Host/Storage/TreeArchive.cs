using System.Buffers;
using Engine.Host.Archives;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Storage;

/// <summary>
/// Writes a tree as a tar archive: sorted by name, hard links as such, everything relative to descriptors and no symbolic link ever followed,
/// so that a container that changes the tree meanwhile can at most spoil its own archive.
/// </summary>
/// <param name="archive">Gets the entries; is not finished.</param>
/// <param name="options">What the archive is for.</param>
internal sealed class TreeArchive(TarWriter archive, TreeArchiveOptions options)
{
    private const int BufferSize = 256 * 1024;
    private const int O_NONBLOCK = 0x800;
    private const ulong OneStep = Syscall.RESOLVE_BENEATH | Syscall.RESOLVE_NO_SYMLINKS | Syscall.RESOLVE_NO_MAGICLINKS;

    private readonly Dictionary<(ulong FileSystem, ulong Inode), byte[]> linked = [];

    /// <summary>Bytes of file content written so far.</summary>
    public long ContentBytes { get; private set; }

    /// <summary>Writes all that is below a directory, and the directory itself if <paramref name="name"/> is not empty.</summary>
    /// <param name="directory">The directory; O_PATH will do.</param>
    /// <param name="name">What it is called in the archive: a path without a slash at its ends, or empty.</param>
    /// <param name="cancellationToken">Ends it; the archive is not whole then.</param>
    public async Task WriteDirectoryAsync(FileDescriptor directory, byte[] name, CancellationToken cancellationToken)
    {
        if (name.Length > 0)
        {
            var self = Syscall.Status(directory.Number, "\0"u8) ?? throw new LinuxException("statx", Errno.ENOENT, "/");
            await WriteNodeAsync(directory, self, name, cancellationToken).ConfigureAwait(false);
        }

        var levels = new Stack<Level>();
        try
        {
            levels.Push(Level.Open(directory.Number, ".\0"u8, name));
            while (levels.TryPeek(out var level))
            {
                if (!level.Names.TryDequeue(out var child))
                {
                    levels.Pop().Dispose();
                }
                else if (await WriteChildAsync(level, child, cancellationToken).ConfigureAwait(false) is { } below)
                {
                    levels.Push(levels.Count < TreeDepth.Most ? below : throw new ArchiveException($"directories are nested deeper than {TreeDepth.Most}"));
                }
            }
        }
        finally
        {
            while (levels.TryPop(out var level))
            {
                level.Dispose();
            }
        }
    }

    /// <summary>Writes one file, link or node; of a directory only itself.</summary>
    /// <param name="file">An O_PATH descriptor of it.</param>
    /// <param name="name">What it is called in the archive.</param>
    /// <param name="cancellationToken">Ends it; the archive is not whole then.</param>
    public ValueTask WriteFileAsync(FileDescriptor file, byte[] name, CancellationToken cancellationToken) =>
        WriteNodeAsync(file, Syscall.Status(file.Number, "\0"u8) ?? throw new LinuxException("statx", Errno.ENOENT), name, cancellationToken);

    private async ValueTask<Level?> WriteChildAsync(Level level, byte[] child, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[] name = level.Name.Length == 0 ? child[..^1] : [.. level.Name, (byte)'/', .. child.AsSpan(0, child.Length - 1)];
        using var file = options.InPlaceOf?.Invoke(name)
            ?? Syscall.TryOpenAt2(level.Directory.Number, child, Syscall.O_PATH | Syscall.O_NOFOLLOW, 0, OneStep, out _);
        if (file is null || Syscall.Status(file.Number, "\0"u8) is not { } status)
        {
            return null; // Gone since the directory was read.
        }

        if (options.IsLayer && Whiteout.Is(status))
        {
            await WriteWhiteoutAsync(level.Name, Whiteout.Marker(child.AsSpan(0, child.Length - 1)), status, cancellationToken).ConfigureAwait(false);
            return null;
        }

        await WriteNodeAsync(file, status, name, cancellationToken).ConfigureAwait(false);
        if (status.Type != FileStatus.S_IFDIR)
        {
            return null;
        }

        if (options.IsLayer && OverlayMarks.IsOpaque(file))
        {
            await WriteWhiteoutAsync(name, Whiteout.OpaqueMarker(), status, cancellationToken).ConfigureAwait(false);
        }

        return options.Enters?.Invoke(file) == false ? null : Level.Open(file.Number, ".\0"u8, name);
    }

    private ValueTask WriteWhiteoutAsync(byte[] directory, byte[] marker, FileStatus status, CancellationToken cancellationToken) => archive.StartAsync(
        new TarEntry
        {
            Name = directory.Length == 0 ? marker : [.. directory, (byte)'/', .. marker],
            Modified = WholeSeconds(status.Modified),
            Mode = 0x180,
        },
        cancellationToken);

    private async ValueTask WriteNodeAsync(FileDescriptor file, FileStatus status, byte[] name, CancellationToken cancellationToken)
    {
        if (status.Type == FileStatus.S_IFSOCK)
        {
            return; // tar has no sockets, and a socket without its program is nothing.
        }

        var entry = new TarEntry
        {
            Name = [.. options.Prefix, .. name, .. status.Type == FileStatus.S_IFDIR ? "/"u8 : []],
            Type = TypeOf(status),
            Mode = status.Mode & 0xFFF,
            Uid = status.Uid,
            Gid = status.Gid,
            Modified = options.WholeSeconds ? WholeSeconds(status.Modified) : status.Modified,
            DeviceMajor = status.DeviceMajor,
            DeviceMinor = status.DeviceMinor,
            ExtendedAttributes = OverlayMarks.AttributesOf(file, options),
        };
        if (status.Type != FileStatus.S_IFDIR && status.Links > 1)
        {
            if (linked.TryGetValue((status.FileSystem, status.Inode), out var first))
            {
                await archive.StartAsync(entry with { Type = TarEntryType.HardLink, LinkName = first, ExtendedAttributes = [] }, cancellationToken).ConfigureAwait(false);
                return;
            }

            linked.Add((status.FileSystem, status.Inode), name);
        }

        switch (status.Type)
        {
            case FileStatus.S_IFREG:
                await WriteContentAsync(file, entry with { Size = status.Size, StoredSize = status.Size }, cancellationToken).ConfigureAwait(false);
                break;
            case FileStatus.S_IFLNK:
                await archive.StartAsync(entry with { LinkName = Syscall.ReadlinkAt(file.Number, "\0"u8) }, cancellationToken).ConfigureAwait(false);
                break;
            default:
                await archive.StartAsync(entry, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private async ValueTask WriteContentAsync(FileDescriptor file, TarEntry entry, CancellationToken cancellationToken)
    {
        await archive.StartAsync(entry, cancellationToken).ConfigureAwait(false);
        if (entry.Size == 0)
        {
            return;
        }

        // Through /proc, because a descriptor made by O_PATH cannot be read; what it stands for cannot have changed.
        using var readable = Syscall.OpenAt2(Syscall.AT_FDCWD, System.Text.Encoding.ASCII.GetBytes($"/proc/self/fd/{file.Number}\0"), Syscall.O_RDONLY | O_NONBLOCK, 0, 0);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long done = 0; done < entry.Size;)
            {
                var wanted = (int)Math.Min(BufferSize, entry.Size - done);
                var n = Syscall.Pread(readable.Number, buffer.AsSpan(0, wanted), done);
                if (n == 0)
                {
                    // It became shorter while it was read; the archive has promised a length.
                    Array.Clear(buffer, 0, wanted);
                    n = wanted;
                }

                await archive.WriteAsync(buffer.AsMemory(0, n), cancellationToken).ConfigureAwait(false);
                done += n;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        ContentBytes += entry.Size;
    }

    private static Timespec WholeSeconds(Timespec time) => new(time.Seconds, 0);

    private static TarEntryType TypeOf(FileStatus status) => status.Type switch
    {
        FileStatus.S_IFDIR => TarEntryType.Directory,
        FileStatus.S_IFLNK => TarEntryType.SymbolicLink,
        FileStatus.S_IFCHR => TarEntryType.CharacterDevice,
        FileStatus.S_IFBLK => TarEntryType.BlockDevice,
        FileStatus.S_IFIFO => TarEntryType.Fifo,
        _ => TarEntryType.Regular,
    };

    private sealed class Level(FileDescriptor directory, byte[] name, Queue<byte[]> names) : IDisposable
    {
        public FileDescriptor Directory => directory;

        public byte[] Name => name;

        /// <summary>NUL-terminated, in the order of their bytes.</summary>
        public Queue<byte[]> Names => names;

        public static Level Open(int parent, ReadOnlySpan<byte> child, byte[] name)
        {
            var directory = Syscall.OpenAt2(parent, child, Syscall.O_DIRECTORY, 0, OneStep);
            return new(directory, name, new(Syscall.DirectoryNames(directory.Number).OrderBy(static bytes => bytes, ByteOrder.Instance)));
        }

        public void Dispose() => directory.Dispose();
    }

    private sealed class ByteOrder : IComparer<byte[]>
    {
        public static readonly ByteOrder Instance = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
