using Engine.Host.Errors;
using Engine.Host.Images.Documents;
using Engine.Host.Registry;
using Engine.Host.Storage;

namespace Engine.Host.Images.Transfer;

/// <summary>Brings images from registries into the store.</summary>
internal sealed class ImagePuller(ImageStore images, RegistryDirectory directory, LayerDownloads downloads, TimeProvider clock)
{
    /// <summary>Pulls an image; without tag and digest, all tags of the repository.</summary>
    /// <param name="reference">What to pull.</param>
    /// <param name="platform">Which image of an index, or null for this machine's.</param>
    /// <param name="credentials">For the registry.</param>
    /// <param name="progress">Hears how far it is, in docker's words.</param>
    /// <param name="cancellationToken">Abandons it. What was fetched of layers is gone on with by the next pull.</param>
    public async Task<IReadOnlyList<PulledImage>> PullAsync(
        ImageReference reference, Platform? platform, RegistryCredentials credentials, IProgress<ImageProgress> progress, CancellationToken cancellationToken)
    {
        try
        {
            if (reference.Tag is not null || reference.Digest is not null)
            {
                return [await PullOneAsync(reference, platform ?? Platform.Host, credentials, progress, cancellationToken).ConfigureAwait(false)];
            }

            var tags = await AskAsync(reference, credentials, repository => repository.ListTagsAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            var pulled = new List<PulledImage>();
            foreach (var tag in tags.Answer)
            {
                // The registry may say anything; what is no tag must not get into the database.
                var tagged = ImageReference.Parse($"{reference.Name}:{tag}");
                pulled.Add(await PullOneAsync(tagged, platform ?? Platform.Host, credentials, progress, cancellationToken).ConfigureAwait(false));
            }

            return pulled;
        }
        catch (Exception e) when (e is RegistryRefusal or HttpRequestException)
        {
            throw RegistryErrors.OfImage(e, reference.Familiar, reference.FamiliarName);
        }
        catch (Exception e) when (e is not (EngineException or OperationCanceledException))
        {
            throw StorageErrors.Translate(e, $"cannot pull {reference.Familiar}");
        }
        finally
        {
            // A layer that the image relied on may have lost its own image meanwhile.
            await images.CollectAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>What a reference stands for at its registry.</summary>
    public async Task<(RegistryRepository Repository, ManifestDocument Document)> ResolveAsync(
        ImageReference reference, RegistryCredentials credentials, CancellationToken cancellationToken) =>
        await AskAsync(reference, credentials, repository => repository.GetManifestAsync(reference.Digest ?? reference.Tag!, cancellationToken), cancellationToken)
            .ConfigureAwait(false);

    private async Task<PulledImage> PullOneAsync(
        ImageReference reference, Platform platform, RegistryCredentials credentials, IProgress<ImageProgress> progress, CancellationToken cancellationToken)
    {
        var (repository, top) = await ResolveAsync(reference, credentials, cancellationToken).ConfigureAwait(false);
        progress.Report(ImageProgress.Message($"Pulling from {reference.Path}", reference.Digest is null ? reference.Tag! : reference.Familiar));
        var remote = await new RemoteImageReader(repository, reference, platform).ReadAsync(top, cancellationToken).ConfigureAwait(false);
        var earlier = images.Find(reference);
        await TakeInAsync(reference, repository, remote, progress, cancellationToken).ConfigureAwait(false);
        progress.Report(ImageProgress.Message($"Digest: {remote.Digest}"));
        return new(remote.Id, reference, remote.Digest, earlier != remote.Id);
    }

    private async Task TakeInAsync(
        ImageReference reference, RegistryRepository repository, RemoteImage remote, IProgress<ImageProgress> progress, CancellationToken cancellationToken)
    {
        var parts = new List<Task<IncomingLayer>>();
        var leases = new List<LayerLease>();
        var present = new List<IncomingLayer>();
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var isKnown = images.Has(remote.Id);
            for (var i = 0; i < remote.Layers.Count; i++)
            {
                var descriptor = remote.Layers[i];
                var layer = await FindAsync(descriptor, remote.Configuration.RootFileSystem!.DiffIds![i], given.Token).ConfigureAwait(false);
                if (layer is not null)
                {
                    present.Add(layer);
                    parts.Add(Task.FromResult(layer));
                    if (!isKnown)
                    {
                        progress.Report(ImageProgress.Step(LayerDownload.ShortId(descriptor.Digest!), "Already exists"));
                    }
                }
                else
                {
                    progress.Report(ImageProgress.Step(LayerDownload.ShortId(descriptor.Digest!), "Pulling fs layer"));
                    leases.Add(downloads.Join(repository, descriptor, progress));
                    parts.Add(leases[^1].ResultAsync(given.Token));
                }
            }

            await foreach (var part in Task.WhenEach(parts).ConfigureAwait(false))
            {
                // The first that fails ends the wait for the others.
                await part.ConfigureAwait(false);
            }

            var image = new PendingImage
            {
                ConfigurationBytes = remote.ConfigurationBytes,
                Configuration = remote.Configuration,
                Layers = await Task.WhenAll(parts).ConfigureAwait(false),
                Manifests = [.. remote.Path.Select(document => document.Content)],
                References = reference.Tag is null || reference.Digest is not null
                    ? [reference with { Tag = null, Digest = remote.Digest }]
                    : [reference, reference with { Tag = null, Digest = remote.Digest }],
                Origin = new(reference.Domain, reference.Path),
                Blobs = remote.Layers,
            };
            image.Verify();
            await images.PublishAsync([image], "pull", cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await given.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(leases.Select(lease => lease.DisposeAsync().AsTask())).ConfigureAwait(false);
            present.ForEach(layer => layer.Dispose());
        }
    }

    private async Task<IncomingLayer?> FindAsync(Descriptor descriptor, string diffId, CancellationToken cancellationToken)
    {
        var pinned = await images.FindLayerAsync(descriptor.Digest!, cancellationToken).ConfigureAwait(false)
            ?? await images.FindLayerAsync(diffId, cancellationToken).ConfigureAwait(false);
        return pinned is null ? null : new IncomingLayer(images.Layout)
        {
            Present = pinned,
            Digest = descriptor.Digest!,
            BlobSize = descriptor.Size,
            DiffId = pinned.Layer.DiffId,
            ContentSize = pinned.Layer.ContentSize,
            RootIsOpaque = pinned.Layer.RootIsOpaque,
        };
    }

    /// <summary>Asks one endpoint after the other: a mirror may fail in any way, another only by not being there.</summary>
    private async Task<(RegistryRepository Repository, T Answer)> AskAsync<T>(
        ImageReference reference, RegistryCredentials credentials, Func<RegistryRepository, Task<T>> ask, CancellationToken cancellationToken)
    {
        var endpoints = await directory.ReadAsync(reference.Domain, cancellationToken).ConfigureAwait(false);
        for (var i = 0; ; i++)
        {
            // A mirror is another party: the credentials are not for it.
            var client = new RegistryClient(endpoints[i], directory, endpoints[i].IsMirror ? RegistryCredentials.None : credentials, clock);
            var repository = new RegistryRepository(client, reference.Path);
            try
            {
                var answer = await ask(repository).ConfigureAwait(false);
                directory.Remember(endpoints[i]);
                return (repository, answer);
            }
            catch (Exception e) when (i < endpoints.Count - 1 && (e is EngineException || (e is RegistryRefusal && endpoints[i].IsMirror)))
            {
                // The next one.
            }
        }
    }
}
