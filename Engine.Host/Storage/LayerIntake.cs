using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Engine.Host.Archives;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Storage;

/// <summary>
/// Takes a layer in while it arrives: one side hashes the bytes as they come and stores those that are compressed, the other decompresses,
/// hashes and unpacks them at the same time. Nothing is read twice, no more than a few megabytes are ever between the two, and of a layer
/// that came uncompressed nothing is written twice either: its archive is made again from the tree (<see cref="LayerRecipe"/>).
/// </summary>
/// <param name="layout">Where things lie.</param>
/// <param name="limits">How large a layer may become.</param>
/// <param name="find">Answers the layer that a digest, of a blob or of an uncompressed archive, stands for, if the store has it. Null: it has none.</param>
internal sealed partial class LayerIntake(StoreLayout layout, UnpackLimits limits, Func<string, CancellationToken, Task<PinnedLayer?>>? find)
{
    private const int ChunkSize = ArchiveBuffers.Size;
    private const long WritebackInterval = 16 << 20;

    private static PipeOptions Between() => new(
        new ArchiveBuffers(), minimumSegmentSize: ChunkSize, pauseWriterThreshold: 4 << 20, resumeWriterThreshold: 2 << 20, useSynchronizationContext: false);

    /// <summary>Receives all of <paramref name="content"/>. Content that is no layer fails only when someone uses it as one (<see cref="IncomingLayer.Failure"/>).</summary>
    /// <param name="content">The blob.</param>
    /// <param name="claimed">The digest that the sender says it has, or null. A layer that is there already is hashed but not unpacked again.</param>
    /// <param name="received">Hears the number of bytes received so far, or null.</param>
    /// <param name="cancellationToken">Abandons it; nothing stays but the resumable part.</param>
    /// <param name="resumablePath">A file that takes the blob and stays if this fails; what it has already is the beginning of the content. Or null.</param>
    public async Task<IncomingLayer> ReceiveAsync(
        Stream content, string? claimed, Action<long>? received, CancellationToken cancellationToken, string? resumablePath = null)
    {
        if (claimed is not null && find is not null && await find(claimed, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return await VerifyAsync(content, claimed, known, received, cancellationToken).ConfigureAwait(false);
        }

        var start = new byte[CompressedStream.MagicLength];
        var startLength = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var blobPath = resumablePath ?? layout.NewTemporary("blob");
        var layerPath = layout.NewTemporary("layer");
        try
        {
            MakeLayerDirectory(layerPath);
            var isPlain = CompressedStream.Detect(start.AsSpan(0, startLength)) == Compression.None;
            var pipe = new System.IO.Pipelines.Pipe(Between());
            pipe.Writer.Write(start.AsSpan(0, startLength));
            using var arriving = new ArrivingBlob(start.AsSpan(0, startLength), isPlain ? null : blobPath);
            using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

            // The other side runs on the thread pool; both must have ended before their files are touched again.
            var unpacking = Task.Run(() => UnpackAsync(pipe.Reader, layerPath, isPlain ? blobPath : null, abandoned.Token), CancellationToken.None);
            try
            {
                await PassOnAsync(content, arriving, pipe.Writer, received, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await abandoned.CancelAsync().ConfigureAwait(false);
                await ((Task)unpacking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }

            var unpacked = await unpacking.ConfigureAwait(false);
            var digest = arriving.Digest();
            return new IncomingLayer(layout)
            {
                BlobPath = isPlain && !unpacked.IsKeptWhole ? null : blobPath,
                KeepsBlob = resumablePath is not null,
                HasBlob = !isPlain || unpacked.IsKeptWhole,
                LayerPath = layerPath,
                Digest = digest,
                BlobSize = arriving.Length,
                DiffId = unpacked.Failure is null ? unpacked.DiffId ?? digest : null,
                ContentSize = unpacked.ContentSize,
                RootIsOpaque = unpacked.RootIsOpaque,
                Failure = unpacked.Failure,
            };
        }
        catch
        {
            if (resumablePath is null)
            {
                layout.Discard(blobPath);
            }

            layout.Discard(layerPath);
            throw;
        }
    }

    /// <summary>Hashes what should be a layer that the store has. What has another digest is no layer: nobody may rely on what it claimed to be.</summary>
    private async Task<IncomingLayer> VerifyAsync(
        Stream content, string claimed, PinnedLayer known, Action<long>? received, CancellationToken cancellationToken)
    {
        try
        {
            using var arriving = new ArrivingBlob([], null);
            var buffer = new byte[ChunkSize];
            for (int n; (n = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                arriving.Add(buffer.AsSpan(0, n));
                received?.Invoke(arriving.Length);
            }

            var digest = arriving.Digest();
            var isKnown = digest == claimed;
            return new IncomingLayer(layout)
            {
                Present = known,
                Digest = digest,
                BlobSize = arriving.Length,
                DiffId = isKnown ? known.Layer.DiffId : null,
                ContentSize = known.Layer.ContentSize,
                RootIsOpaque = known.Layer.RootIsOpaque,
                Failure = isKnown ? null : StorageErrors.DigestMismatch("layer", claimed, digest),
            };
        }
        catch
        {
            known.Dispose();
            throw;
        }
    }

    private static async Task PassOnAsync(
        Stream content, ArrivingBlob arriving, PipeWriter unpacker, Action<long>? received, CancellationToken cancellationToken)
    {
        var unpackerListens = true;
        try
        {
            while (true)
            {
                var memory = unpacker.GetMemory(ChunkSize);
                var n = await content.ReadAsync(memory[..ChunkSize], cancellationToken).ConfigureAwait(false);
                if (n == 0)
                {
                    break;
                }

                arriving.Add(memory.Span[..n]);
                if (unpackerListens)
                {
                    unpacker.Advance(n);
                    unpackerListens = !(await unpacker.FlushAsync(cancellationToken).ConfigureAwait(false)).IsCompleted;
                }

                received?.Invoke(arriving.Length);
            }
        }
        catch (Exception e)
        {
            await unpacker.CompleteAsync(e).ConfigureAwait(false);
            throw;
        }

        await unpacker.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>The layer's own root is that of the container's file system, so it has the usual mode of one.</summary>
    private static void MakeLayerDirectory(string path)
    {
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(path + "/diff");
        File.SetUnixFileMode(path + "/diff", (UnixFileMode)0x1ED);
    }

    /// <summary>The bytes of a blob as they come: hashed, counted, and written to a file if they are to be kept as they are.</summary>
    private sealed class ArrivingBlob : IDisposable
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly FileDescriptor? file;
        private readonly long present;
        private long writtenBack;

        public ArrivingBlob(ReadOnlySpan<byte> start, string? path)
        {
            file = path is null ? null : Syscall.OpenAt2(
                Syscall.AT_FDCWD, Encoding.UTF8.GetBytes(path + "\0"), Syscall.O_WRONLY | Syscall.O_CREAT | Syscall.O_NOFOLLOW, 0x180, 0);
            present = file is null ? 0 : Syscall.Status(file.Number, "\0"u8)?.Size ?? 0;
            Add(start);
        }

        public long Length { get; private set; }

        public void Add(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            if (file is not null && Length + bytes.Length > present)
            {
                Syscall.PwriteAll(file.Number, bytes, Length);
            }

            Length += bytes.Length;
            if (file is not null && Length - writtenBack >= WritebackInterval)
            {
                Syscall.StartWriteback(file.Number, writtenBack, Length - writtenBack);
                writtenBack = Length;
            }
        }

        public string Digest() => Sha256Digest.Format(hash.GetHashAndReset());

        public void Dispose()
        {
            hash.Dispose();
            file?.Dispose();
        }
    }
}
