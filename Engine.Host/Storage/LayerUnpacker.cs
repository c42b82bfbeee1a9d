using Engine.Host.Archives;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Storage;

/// <summary>
/// Unpacks a layer's archive into a directory that nobody else sees yet. The archive is hostile until proven otherwise: every name
/// is resolved by the kernel with the layer as root, the last component is never followed, and nothing is done by path strings.
/// </summary>
internal sealed partial class LayerUnpacker : IDisposable
{
    private const int BufferSize = 256 * 1024;
    private const long WritebackThreshold = 256 * 1024;

    private readonly FileDescriptor root;
    private readonly UnpackLimits limits;
    private readonly LayerRecorder? recorder;
    private readonly byte[] buffer = new byte[BufferSize];
    private readonly List<(EntryPath Path, TarEntry Entry)> directories = [];
    private long entries;

    /// <param name="root">The layer's directory, O_PATH will do; stays the caller's.</param>
    /// <param name="limits">How large the layer may become.</param>
    /// <param name="recorder">Writes down how to make the archive again, or null.</param>
    public LayerUnpacker(FileDescriptor root, UnpackLimits limits, LayerRecorder? recorder = null)
    {
        this.root = root;
        this.limits = limits;
        this.recorder = recorder;
    }

    /// <summary>Bytes of file content unpacked: what docker calls the size of a layer.</summary>
    public long ContentBytes { get; private set; }

    /// <summary>The layer hides everything below it (an opaque marker in its root, which overlayfs itself does not look at).</summary>
    public bool RootIsOpaque { get; private set; }

    /// <summary>Reads the archive to its end, with whatever follows it, and makes the layer from it. Nothing is made durable yet.</summary>
    /// <exception cref="ArchiveException">The archive is damaged or hostile.</exception>
    /// <exception cref="LinuxException">The file system refuses, for instance because it is full.</exception>
    public async Task UnpackAsync(Stream archive, CancellationToken cancellationToken)
    {
        var reader = new TarReader(archive, limits.Tar, recorder is null ? null : recorder.Add);
        while (await reader.NextAsync(cancellationToken).ConfigureAwait(false) is { } entry)
        {
            if (++entries > limits.Entries)
            {
                throw new ArchiveException($"the layer has more than the limit of {limits.Entries} entries");
            }

            try
            {
                await AddAsync(entry, reader, cancellationToken).ConfigureAwait(false);
            }
            catch (LinuxException e) when (e.Errno is not (Errno.ENOSPC or Errno.EDQUOT or Errno.EIO))
            {
                throw new ArchiveException($"cannot unpack {entry.NameText}: {e.Message}", e);
            }
        }

        SetDirectoryTimes();

        // The digest is over everything, also over what stands behind the end of the archive.
        recorder?.Add(reader.Unread);
        for (int n; (n = await archive.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            recorder?.Add(buffer.AsSpan(0, n));
        }

        recorder?.Finish();
    }

    public void Dispose() => ForgetParent();

    private async ValueTask AddAsync(TarEntry entry, TarReader content, CancellationToken cancellationToken)
    {
        var path = EntryPath.Parse(entry.Name);
        if (path.IsRoot)
        {
            AddRoot(entry, path);
            return;
        }

        if (Whiteout.IsAufsMetadata(entry.Name))
        {
            return;
        }

        if (Whiteout.HasMarkedParent(path))
        {
            throw new ArchiveException($"cannot unpack {entry.NameText}: an entry below a whiteout");
        }

        if (Whiteout.TryParse(path, out var hidden))
        {
            AddWhiteout(path, hidden, entry);
            return;
        }

        if (recorder is { HasBlob: false } && IsReplaced(path, entry))
        {
            await recorder.KeepWholeAsync(cancellationToken).ConfigureAwait(false);
        }

        switch (entry.Type)
        {
            case TarEntryType.Regular:
                await AddFileAsync(path, entry, content, cancellationToken).ConfigureAwait(false);
                break;
            case TarEntryType.Directory:
                AddDirectory(path, entry);
                break;
            case TarEntryType.SymbolicLink:
                AddSymbolicLink(path, entry);
                break;
            case TarEntryType.HardLink:
                AddHardLink(path, entry);
                break;
            default:
                AddNode(path, entry);
                break;
        }
    }

    /// <summary>Something of that name is there already and gives way to the entry.</summary>
    private bool IsReplaced(EntryPath path, TarEntry entry) =>
        Syscall.Status(Parent(path), path.Name) is { } there && !(there.Type == FileStatus.S_IFDIR && entry.Type == TarEntryType.Directory);
}
