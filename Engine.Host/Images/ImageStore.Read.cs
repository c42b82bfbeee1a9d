using Engine.Host.Archives;
using Engine.Host.Images.Documents;
using Engine.Host.Storage;
using Microsoft.Data.Sqlite;

namespace Engine.Host.Images;

/// <content>Reading images in order to pass them on.</content>
internal sealed partial class ImageStore
{
    private const int LargestManifest = 4 << 20;

    /// <summary>Keeps the layers of an image until the answer is disposed, whatever is removed meanwhile.</summary>
    public async Task<IDisposable> PinAsync(string imageId, CancellationToken cancellationToken)
    {
        await placing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return new PinnedLayers([.. database.Read(connection => ImageQueries.Layers(connection, imageId)).Select(layer => pins.Pin(new(layer.DiffId, 0, false)))]);
        }
        finally
        {
            placing.Release();
        }
    }

    /// <summary>The image as it can be passed on.</summary>
    /// <param name="imageId">Its ID.</param>
    /// <param name="preferred">Digest of the manifest to take if there are several, or null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<StoredImage> ReadStoredAsync(string imageId, string? preferred, CancellationToken cancellationToken)
    {
        var (layers, documents) = database.Read(connection => (StoredLayers(connection, imageId), Documents(connection, imageId)));
        var image = new StoredImage
        {
            Id = imageId,
            ConfigurationBytes = await ReadConfigurationAsync(imageId, cancellationToken).ConfigureAwait(false),
            Layers = [.. layers.Select(layer => layer.Blob is { } blob ? layer with { Blob = blob with { MediaType = MediaTypes.OfLayer(CompressionOf(blob.Digest!)) } } : layer)],
        };
        foreach (var digest in documents.OrderByDescending(digest => digest == preferred))
        {
            var bytes = await File.ReadAllBytesAsync(layout.Blob(digest), cancellationToken).ConfigureAwait(false);
            var manifest = ImageJson.Read(bytes, ImageJson.Default.Manifest, digest);
            if (manifest.Config?.Digest == imageId && manifest.Layers?.Count == layers.Count && manifest.Layers.All(layer => HasBlob(layer.Digest)))
            {
                return image with
                {
                    ManifestBytes = bytes,
                    Manifest = manifest,
                    Layers = [.. layers.Zip(manifest.Layers, (layer, blob) => layer with { Blob = blob })],
                };
            }
        }

        return image;
    }

    /// <summary>Writes the uncompressed archive of a layer that the store keeps as a tree.</summary>
    public Task WriteLayerArchiveAsync(string diffId, Stream destination, CancellationToken cancellationToken) =>
        new LayerRecipe(layout.Layer(diffId)).WriteArchiveAsync(destination, cancellationToken);

    /// <summary>How long that archive is.</summary>
    public long LayerArchiveLength(string diffId) => new LayerRecipe(layout.Layer(diffId)).ArchiveLength();

    /// <summary>Opens a blob for reading.</summary>
    public FileStream OpenBlob(string digest) =>
        new(layout.Blob(digest), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);

    private Compression CompressionOf(string digest)
    {
        using var blob = OpenBlob(digest);
        Span<byte> start = stackalloc byte[CompressedStream.MagicLength];
        return CompressedStream.Detect(start[..blob.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
    }

    private bool HasBlob(string? digest) => Sha256Digest.IsValid(digest) && File.Exists(layout.Blob(digest!));

    private static List<StoredLayer> StoredLayers(SqliteConnection connection, string imageId) => connection.Query(
        """
        SELECT l.diff_id, b.digest, b.size FROM image_layers i JOIN layers l USING (diff_id) LEFT JOIN blobs b ON b.digest = l.blob_digest
        WHERE i.image_id = ?1 ORDER BY i.position
        """,
        row => new StoredLayer(row.GetString(0), row.IsDBNull(1) ? null : new Descriptor { Digest = row.GetString(1), Size = row.GetInt64(2) }),
        imageId);

    // What belongs to an image and is no layer is a manifest or an index.
    private static List<string> Documents(SqliteConnection connection, string imageId) => connection.Query(
        "SELECT digest FROM image_blobs JOIN blobs USING (digest) WHERE image_id = ?1 AND diff_id IS NULL AND size <= ?2 ORDER BY digest",
        row => row.GetString(0),
        imageId,
        LargestManifest);

    private sealed class PinnedLayers(IReadOnlyList<PinnedLayer> layers) : IDisposable
    {
        public void Dispose()
        {
            foreach (var layer in layers)
            {
                layer.Dispose();
            }
        }
    }
}
