using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Engine.Host.Archives;
using Engine.Host.Errors;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Storage;

/// <summary>
/// Takes a layer in while it arrives: one side hashes and stores the bytes as they come, the other decompresses, hashes and unpacks
/// them at the same time. Nothing is read twice and no more than a few megabytes are ever between the two.
/// </summary>
internal sealed class LayerIntake(StoreLayout layout, UnpackLimits limits)
{
    private const int ChunkSize = 256 * 1024;
    private const long WritebackInterval = 16 << 20;

    private static readonly PipeOptions Between = new(
        minimumSegmentSize: ChunkSize, pauseWriterThreshold: 8 << 20, resumeWriterThreshold: 4 << 20, useSynchronizationContext: false);

    /// <summary>Receives all of <paramref name="content"/>. Content that is no layer fails only when someone uses it as one (<see cref="IncomingLayer.Failure"/>).</summary>
    /// <param name="content">The blob.</param>
    /// <param name="received">Hears the number of bytes received so far, or null.</param>
    /// <param name="cancellationToken">Abandons it; nothing stays.</param>
    public async Task<IncomingLayer> ReceiveAsync(Stream content, Action<long>? received, CancellationToken cancellationToken)
    {
        var blobPath = layout.NewTemporary("blob");
        var layerPath = layout.NewTemporary("layer");
        try
        {
            MakeLayerDirectory(layerPath);
            var pipe = new System.IO.Pipelines.Pipe(Between);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

            // The other side runs on the thread pool; both must have ended before their files are touched again.
            var unpacking = Task.Run(() => UnpackAsync(pipe.Reader, layerPath, abandoned.Token), CancellationToken.None);
            long size;
            try
            {
                size = await StoreAsync(content, blobPath, pipe.Writer, hash, received, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await abandoned.CancelAsync().ConfigureAwait(false);
                await ((Task)unpacking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }

            var unpacked = await unpacking.ConfigureAwait(false);
            var digest = Sha256Digest.Format(hash.GetHashAndReset());
            return new IncomingLayer(layout)
            {
                BlobPath = blobPath,
                LayerPath = layerPath,
                Digest = digest,
                BlobSize = size,
                DiffId = unpacked.Failure is null ? unpacked.DiffId ?? digest : null,
                ContentSize = unpacked.ContentSize,
                RootIsOpaque = unpacked.RootIsOpaque,
                Failure = unpacked.Failure,
            };
        }
        catch
        {
            layout.Discard(blobPath);
            layout.Discard(layerPath);
            throw;
        }
    }

    private static async Task<long> StoreAsync(
        Stream content, string blobPath, PipeWriter unpacker, IncrementalHash hash, Action<long>? received, CancellationToken cancellationToken)
    {
        using var blob = Syscall.OpenAt2(
            Syscall.AT_FDCWD, Encoding.UTF8.GetBytes(blobPath + "\0"), Syscall.O_WRONLY | Syscall.O_CREAT | Syscall.O_EXCL, 0x180, 0);
        long size = 0, writtenBack = 0;
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

                var chunk = memory[..n];
                hash.AppendData(chunk.Span);
                Syscall.PwriteAll(blob.Number, chunk.Span, size);
                size += n;
                if (size - writtenBack >= WritebackInterval)
                {
                    Syscall.StartWriteback(blob.Number, writtenBack, size - writtenBack);
                    writtenBack = size;
                }

                if (unpackerListens)
                {
                    unpacker.Advance(n);
                    unpackerListens = !(await unpacker.FlushAsync(cancellationToken).ConfigureAwait(false)).IsCompleted;
                }

                received?.Invoke(size);
            }
        }
        catch (Exception e)
        {
            await unpacker.CompleteAsync(e).ConfigureAwait(false);
            throw;
        }

        await unpacker.CompleteAsync().ConfigureAwait(false);
        return size;
    }

    private async Task<Unpacked> UnpackAsync(PipeReader source, string layerPath, CancellationToken cancellationToken)
    {
        try
        {
            var (content, compression) = await CompressedStream.OpenAsync(source, cancellationToken).ConfigureAwait(false);
            await using (content)
            {
                // Uncompressed content is what the other side hashes already.
                using var hash = compression == Compression.None ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                using var directory = OpenContent(layerPath);
                using var unpacker = new LayerUnpacker(directory, limits);
                await using var counted = new DigestingStream(content, limits.Bytes, hash);
                await unpacker.UnpackAsync(counted, cancellationToken).ConfigureAwait(false);
                return new(hash is null ? null : Sha256Digest.Format(hash.GetHashAndReset()), unpacker.ContentBytes, unpacker.RootIsOpaque, null);
            }
        }
        catch (EngineException e)
        {
            return new(null, 0, false, e);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ZstdSharp.ZstdException)
        {
            return new(null, 0, false, new ArchiveException($"the compressed archive is damaged: {e.Message}", e));
        }
        finally
        {
            await source.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static FileDescriptor OpenContent(string layerPath) => Syscall.OpenAt2(
        Syscall.AT_FDCWD, Encoding.UTF8.GetBytes(layerPath + "/diff\0"), Syscall.O_PATH | Syscall.O_DIRECTORY, 0, 0);

    /// <summary>The layer's own root is that of the container's file system, so it has the usual mode of one.</summary>
    private static void MakeLayerDirectory(string path)
    {
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(path + "/diff");
        File.SetUnixFileMode(path + "/diff", (UnixFileMode)0x1ED);
    }

    private sealed record Unpacked(string? DiffId, long ContentSize, bool RootIsOpaque, Exception? Failure);
}
