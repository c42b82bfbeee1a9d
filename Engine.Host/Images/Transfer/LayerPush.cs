using System.Security.Cryptography;
using Engine.Host.Archives;
using Engine.Host.Errors;
using Engine.Host.Images.Documents;
using Engine.Host.Registry;
using Engine.Host.Storage;

namespace Engine.Host.Images.Transfer;

/// <summary>
/// Brings one layer into a repository in the cheapest way there is: not at all if it is there, from another repository of the registry, as the
/// blob that the store has, or, of a layer that is kept as a tree, compressed while it is sent.
/// </summary>
internal sealed class LayerPush(ImageStore images, RegistryRepository repository, LayerOrigin target, StoredLayer layer, IProgress<ImageProgress>? progress)
{
    private const int BufferSize = 256 * 1024;
    private const int MostMounts = 3;

    private readonly ProgressReporter reporter = new(progress, LayerDownload.ShortId(layer.DiffId));

    /// <summary>Sends the layer if it has to be sent.</summary>
    /// <returns>The blob as the repository has it now.</returns>
    public async Task<Descriptor> RunAsync(CancellationToken cancellationToken)
    {
        var known = images.LayerSources(layer.DiffId, target);
        var candidates = layer.Blob is { } stored ? [stored] : known.Select(source => source.Blob).DistinctBy(blob => blob.Digest).ToList();
        foreach (var blob in candidates)
        {
            if (await repository.HasBlobAsync(blob.Digest!, cancellationToken).ConfigureAwait(false))
            {
                reporter.Step("Layer already exists");
                return blob;
            }
        }

        foreach (var (origin, blob) in known.Where(source => source.Origin.Registry == target.Registry && source.Origin != target).Take(MostMounts))
        {
            if (candidates.Exists(candidate => candidate.Digest == blob.Digest)
                && await MountAsync(blob.Digest!, origin.Repository, cancellationToken).ConfigureAwait(false))
            {
                reporter.Step($"Mounted from {origin.Repository}");
                return blob;
            }
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var sent = layer.Blob is { } blob
                    ? await SendBlobAsync(blob, cancellationToken).ConfigureAwait(false)
                    : await SendTreeAsync(cancellationToken).ConfigureAwait(false);
                reporter.Step("Pushed");
                return sent;
            }
            catch (Exception e) when (attempt < repository.Client.Options.MaxAttempts && MayPass(e))
            {
                await repository.Client.BackOffAsync(attempt, null, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Only a short cut: a registry that does not let us take it gets the blob.
    private async Task<bool> MountAsync(string digest, string from, CancellationToken cancellationToken)
    {
        try
        {
            return await repository.BeginUploadAsync(digest, from, cancellationToken).ConfigureAwait(false) is null;
        }
        catch (RegistryRefusal)
        {
            return false;
        }
    }

    private static bool MayPass(Exception failure) =>
        failure is RegistryRefusal { Status: >= System.Net.HttpStatusCode.InternalServerError or System.Net.HttpStatusCode.TooManyRequests }
            or EngineException { Code: ErrorCode.RegistryUnavailable };

    private async Task<Descriptor> SendBlobAsync(Descriptor blob, CancellationToken cancellationToken)
    {
        await using var content = images.OpenBlob(blob.Digest!);
        var location = await repository.BeginUploadAsync(null, null, cancellationToken).ConfigureAwait(false);
        await repository.UploadAsync(
            location!,
            blob.Digest!,
            content.Length,
            async (destination, token) =>
            {
                var buffer = new byte[BufferSize];
                long sent = 0;
                for (int n; (n = await content.ReadAsync(buffer, token).ConfigureAwait(false)) > 0;)
                {
                    await destination.WriteAsync(buffer.AsMemory(0, n), token).ConfigureAwait(false);
                    reporter.Bytes("Pushing", sent += n, blob.Size);
                }
            },
            cancellationToken).ConfigureAwait(false);
        return blob;
    }

    private async Task<Descriptor> SendTreeAsync(CancellationToken cancellationToken)
    {
        var total = images.LayerSize(layer.DiffId);
        var location = await repository.BeginUploadAsync(null, null, cancellationToken).ConfigureAwait(false);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string? digest = null;
        long size = 0;
        await repository.UploadStreamAsync(
            location!,
            async (destination, token) =>
            {
                await using var compressed = new WatchedStream(destination, written =>
                {
                    hash.AppendData(written.Span);
                    size += written.Length;
                });
                await using var gzip = new GzipBlocks(compressed, token);
                long done = 0;
                await using var archive = new WatchedStream(gzip, written => reporter.Bytes("Pushing", done += written.Length, total));
                await images.WriteLayerArchiveAsync(layer.DiffId, archive, token).ConfigureAwait(false);
                await gzip.FinishAsync().ConfigureAwait(false);
            },
            () => digest ??= Sha256Digest.Format(hash.GetHashAndReset()),
            cancellationToken).ConfigureAwait(false);
        return new() { MediaType = MediaTypes.DockerLayerGzip, Digest = digest, Size = size };
    }
}
