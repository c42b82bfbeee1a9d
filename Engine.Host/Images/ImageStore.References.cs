using Engine.Host.Images.Documents;
using Engine.Host.Storage;

namespace Engine.Host.Images;

/// <content>Giving images names.</content>
internal sealed partial class ImageStore
{
    /// <summary>Gives an image a further reference; one that named another image is moved.</summary>
    /// <exception cref="Errors.EngineException">There is no such image, or the reference is none that can be given.</exception>
    public async Task TagAsync(string image, string reference, CancellationToken cancellationToken)
    {
        var parsed = ImageReference.Parse(reference).WithDefaultTag();
        if (parsed.Digest is not null)
        {
            throw ImageErrors.TagWithDigest();
        }

        var id = await database.WriteAsync(
            connection =>
            {
                var row = ImageQueries.Resolve(connection, image);
                SetReference(connection, parsed, row.Id, clock.GetUtcNow().ToUnixTimeMilliseconds());
                return row.Id;
            },
            cancellationToken).ConfigureAwait(false);
        Raise("tag", id, parsed.Familiar);
    }

    /// <summary>The references with a tag that a push of <paramref name="reference"/> means: itself, or without a tag all of its repository.</summary>
    public IReadOnlyList<ImageReference> TagsOf(ImageReference reference) => reference.Tag is not null
        ? Find(reference) is null ? [] : [reference]
        : database.Read(connection => connection.Query(
            "SELECT reference FROM image_references WHERE reference >= ?1 AND reference < ?2 ORDER BY reference",
            row => ImageReference.Parse(row.GetString(0)),
            reference.Name + ":",
            reference.Name + ";"));

    /// <summary>The digest by which a repository has an image, as far as it is known; or null.</summary>
    public string? DigestIn(string imageId, ImageReference repository) => database.Read(connection => ImageQueries.References(connection, imageId))
        .Select(ImageReference.Parse).FirstOrDefault(reference => reference.Digest is not null && reference.Name == repository.Name)?.Digest;

    /// <summary>The blobs that a layer is known as at registries, those of <paramref name="wanted"/> first.</summary>
    public IReadOnlyList<(LayerOrigin Origin, Descriptor Blob)> LayerSources(string diffId, LayerOrigin wanted) =>
        database.Read(connection => LayerSourceTable.Find(connection, diffId, wanted));

    /// <summary>Bytes of file content of a layer.</summary>
    public long LayerSize(string diffId) => database.Read(connection => connection.Query(
        "SELECT content_size FROM layers WHERE diff_id = ?1", row => row.GetInt64(0), diffId)).FirstOrDefault();

    /// <summary>Records that a repository has an image now, under which digest, and its layers as which blobs.</summary>
    public Task RecordPushAsync(
        string imageId, ImageReference byDigest, LayerOrigin target, IReadOnlyList<StoredLayer> layers, IReadOnlyList<Descriptor> blobs, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                // It may have been removed while it was sent.
                if (ImageQueries.ById(connection, imageId) is null)
                {
                    return;
                }

                SetReference(connection, byDigest, imageId, clock.GetUtcNow().ToUnixTimeMilliseconds());
                foreach (var (layer, blob) in layers.Zip(blobs))
                {
                    LayerSourceTable.Add(connection, layer.DiffId, target, blob);
                }
            },
            cancellationToken);
}
