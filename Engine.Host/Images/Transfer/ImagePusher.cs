using System.Text.Json;
using Engine.Host.Errors;
using Engine.Host.Images.Documents;
using Engine.Host.Registry;
using Engine.Host.Storage;

namespace Engine.Host.Images.Transfer;

/// <summary>Sends images to registries.</summary>
internal sealed class ImagePusher(ImageStore images, RegistryDirectory directory, SemaphoreSlim slots, TimeProvider clock)
{
    /// <summary>Pushes a tag, or every tag that the store has of the repository.</summary>
    /// <param name="reference">What to push; without a tag, all.</param>
    /// <param name="credentials">For the registry.</param>
    /// <param name="progress">Hears how far it is, in docker's words.</param>
    /// <param name="cancellationToken">Abandons it; what the registry has got already is not sent again.</param>
    public async Task<IReadOnlyList<PushedTag>> PushAsync(
        ImageReference reference, RegistryCredentials credentials, IProgress<ImageProgress> progress, CancellationToken cancellationToken)
    {
        if (reference.Digest is not null)
        {
            throw new InvalidArgumentException("cannot push a digest reference", ErrorCode.InvalidReference);
        }

        progress.Report(ImageProgress.Message($"The push refers to repository [{reference.Name}]"));
        var tags = images.TagsOf(reference);
        if (tags.Count == 0)
        {
            throw new NotFoundException($"An image does not exist locally with the tag: {reference.FamiliarName}", ErrorCode.ImageNotFound) { Subject = reference.Familiar };
        }

        try
        {
            var pushed = new List<PushedTag>();
            RegistryRepository? repository = null;
            foreach (var tag in tags)
            {
                repository ??= await ConnectAsync(reference.Domain, reference.Path, credentials, cancellationToken).ConfigureAwait(false);
                pushed.Add(await PushOneAsync(tag, repository, progress, cancellationToken).ConfigureAwait(false));
            }

            return pushed;
        }
        catch (RegistryRefusal e)
        {
            throw RegistryErrors.Of(e, reference.Familiar);
        }
        catch (Exception e) when (e is not (EngineException or OperationCanceledException))
        {
            throw StorageErrors.Translate(e, $"cannot push {reference.Familiar}");
        }
        finally
        {
            // What the push alone has kept goes now.
            await images.CollectAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Finds the registry of a domain, and whether it knows the credentials.</summary>
    public Task<RegistryRepository> ConnectAsync(string domain, RegistryCredentials credentials, CancellationToken cancellationToken) =>
        ConnectAsync(domain, "", credentials, cancellationToken);

    private async Task<RegistryRepository> ConnectAsync(string domain, string path, RegistryCredentials credentials, CancellationToken cancellationToken)
    {
        var endpoints = await directory.WriteAsync(domain, cancellationToken).ConfigureAwait(false);
        for (var i = 0; ; i++)
        {
            var repository = new RegistryRepository(new RegistryClient(endpoints[i], directory, credentials, clock), path, isWritten: true);
            try
            {
                await repository.PingAsync(cancellationToken).ConfigureAwait(false);
                directory.Remember(endpoints[i]);
                return repository;
            }
            catch (EngineException) when (i < endpoints.Count - 1)
            {
                // Without TLS, then.
            }
        }
    }

    private async Task<PushedTag> PushOneAsync(
        ImageReference reference, RegistryRepository repository, IProgress<ImageProgress> progress, CancellationToken cancellationToken)
    {
        var id = images.Find(reference) ?? throw ImageErrors.NotFound(reference.Familiar);
        using var kept = await images.PinAsync(id, cancellationToken).ConfigureAwait(false);
        var image = await images.ReadStoredAsync(id, images.DigestIn(id, reference), cancellationToken).ConfigureAwait(false);
        var target = new LayerOrigin(reference.Domain, reference.Path);

        // Topmost first, as docker lists them.
        foreach (var layer in image.Layers.Reverse())
        {
            progress.Report(ImageProgress.Step(LayerDownload.ShortId(layer.DiffId), "Preparing"));
        }

        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = image.Layers.DistinctBy(layer => layer.DiffId)
            .ToDictionary(layer => layer.DiffId, layer => SendAsync(new LayerPush(images, repository, target, layer, progress), failed));
        try
        {
            await Task.WhenAll(sending.Values).ConfigureAwait(false);
        }
        catch (Exception) when (FirstFailure(sending.Values) is { } first)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }

        var layers = await Task.WhenAll(image.Layers.Select(layer => sending[layer.DiffId])).ConfigureAwait(false);
        await PushConfigurationAsync(repository, image, cancellationToken).ConfigureAwait(false);
        var manifest = Manifest(image, layers);
        await repository.PutManifestAsync(reference.Tag!, manifest, cancellationToken).ConfigureAwait(false);
        await images.RecordPushAsync(id, reference with { Tag = null, Digest = manifest.Digest }, target, image.Layers, layers, cancellationToken).ConfigureAwait(false);
        progress.Report(ImageProgress.Message($"{reference.Tag}: digest: {manifest.Digest} size: {manifest.Content.Length}"));
        return new(reference.Tag!, manifest.Digest, manifest.Content.Length);
    }

    private async Task<Descriptor> SendAsync(LayerPush layer, CancellationTokenSource failed)
    {
        await slots.WaitAsync(failed.Token).ConfigureAwait(false);
        try
        {
            return await layer.RunAsync(failed.Token).ConfigureAwait(false);
        }
        catch
        {
            await failed.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            slots.Release();
        }
    }

    private static Exception? FirstFailure(IEnumerable<Task> tasks) =>
        tasks.Where(task => task.IsFaulted).Select(task => task.Exception!.InnerException).FirstOrDefault(failure => failure is not OperationCanceledException);

    private static async Task PushConfigurationAsync(RegistryRepository repository, StoredImage image, CancellationToken cancellationToken)
    {
        if (!await repository.HasBlobAsync(image.Id, cancellationToken).ConfigureAwait(false))
        {
            var location = await repository.BeginUploadAsync(null, null, cancellationToken).ConfigureAwait(false);
            await repository.UploadAsync(
                location!, image.Id, image.ConfigurationBytes.Length, (destination, token) => destination.WriteAsync(image.ConfigurationBytes, token).AsTask(), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>The manifest that the image came with, or one like docker's.</summary>
    private static ManifestDocument Manifest(StoredImage image, IReadOnlyList<Descriptor> layers)
    {
        if (image.ManifestBytes is { } bytes)
        {
            return new(bytes, image.Manifest!.MediaType ?? MediaTypes.OciManifest, Sha256Digest.Of(bytes));
        }

        // docker's own types have none for zstd.
        var isOci = layers.Any(layer => layer.MediaType is MediaTypes.OciLayerZstd);
        var manifest = new Manifest
        {
            SchemaVersion = 2,
            MediaType = isOci ? MediaTypes.OciManifest : MediaTypes.DockerManifest,
            Config = new()
            {
                MediaType = isOci ? MediaTypes.OciConfiguration : MediaTypes.DockerConfiguration,
                Digest = image.Id,
                Size = image.ConfigurationBytes.Length,
            },
            Layers = [.. layers.Select(layer => new Descriptor { MediaType = MediaTypes.OfLayer(layer.MediaType, isOci), Digest = layer.Digest, Size = layer.Size })],
        };
        var content = JsonSerializer.SerializeToUtf8Bytes(manifest, ImageJson.Plain.Manifest);
        return new(content, manifest.MediaType, Sha256Digest.Of(content));
    }
}
