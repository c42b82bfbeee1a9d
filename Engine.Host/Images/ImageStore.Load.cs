using Engine.Host.Errors;
using Engine.Host.Images.Documents;
using Engine.Host.Storage;

namespace Engine.Host.Images;

/// <content>Taking in archives of images.</content>
internal sealed partial class ImageStore
{
    /// <summary>Loads every image of a docker-archive or an OCI layout, plain or compressed; all of them or none.</summary>
    /// <param name="archive">The archive; read once, forward only.</param>
    /// <param name="platform">Which image to take where an index offers several, or null for this machine's.</param>
    /// <param name="progress">Hears how far it is, or null.</param>
    /// <param name="cancellationToken">Abandons it; nothing stays.</param>
    public async Task<IReadOnlyList<LoadedImage>> LoadAsync(
        Stream archive, Platform? platform, IProgress<ImageProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            using var parts = await ImageArchive.ReadAsync(archive, intake, progress, cancellationToken).ConfigureAwait(false);

            // docker save has written both since version 25; its own manifest carries the tags in full.
            var images = parts.Document(DockerArchiveFormat.ManifestName) is { } manifest ? DockerArchiveFormat.Images(parts, manifest)
                : parts.Document(OciLayoutFormat.IndexName) is { } index ? new OciLayoutFormat(parts, platform ?? Platform.Host).Images(index)
                : throw ImageErrors.InvalidArchive("it has neither manifest.json (docker save) nor index.json (OCI layout)");
            await PublishAsync(images, "load", cancellationToken).ConfigureAwait(false);
            return [.. images.Select(image => new LoadedImage(image.Id, image.References))];
        }
        catch (Exception e) when (e is not (EngineException or OperationCanceledException))
        {
            throw StorageErrors.Translate(e, "cannot load the archive");
        }
        finally
        {
            // A layer that the archive relied on may have lost its image meanwhile.
            await CollectAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
