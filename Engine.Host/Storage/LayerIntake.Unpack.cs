using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Engine.Host.Archives;
using Engine.Host.Errors;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Storage;

/// <content>The side that unpacks.</content>
internal sealed partial class LayerIntake
{
    private async Task<Unpacked> UnpackAsync(PipeReader source, string layerPath, string? wholePath, CancellationToken cancellationToken)
    {
        try
        {
            var (content, compression) = await CompressedStream.OpenAsync(source, cancellationToken).ConfigureAwait(false);
            await using (content)
            {
                // Uncompressed content is what the other side hashes already.
                using var hash = compression == Compression.None ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                using var directory = OpenContent(layerPath);
                using var recorder = wholePath is null ? null : new LayerRecorder(layerPath, wholePath);
                using var unpacker = new LayerUnpacker(directory, limits, recorder);
                await using var counted = new DigestingStream(content, limits.Bytes, hash);
                await unpacker.UnpackAsync(counted, cancellationToken).ConfigureAwait(false);
                return new(hash is null ? null : Sha256Digest.Format(hash.GetHashAndReset()), unpacker.ContentBytes, unpacker.RootIsOpaque, recorder?.HasBlob == true, null);
            }
        }
        catch (EngineException e)
        {
            return Failed(e);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ZstdSharp.ZstdException)
        {
            return Failed(new ArchiveException($"the compressed archive is damaged: {e.Message}", e));
        }
        finally
        {
            await source.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static Unpacked Failed(Exception failure) => new(null, 0, false, false, failure);

    private static FileDescriptor OpenContent(string layerPath) => Syscall.OpenAt2(
        Syscall.AT_FDCWD, Encoding.UTF8.GetBytes(layerPath + "/diff\0"), Syscall.O_PATH | Syscall.O_DIRECTORY, 0, 0);

    private sealed record Unpacked(string? DiffId, long ContentSize, bool RootIsOpaque, bool IsKeptWhole, Exception? Failure);
}
