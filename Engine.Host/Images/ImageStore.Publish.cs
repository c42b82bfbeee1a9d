using Engine.Host.Storage;
using Microsoft.Data.Sqlite;

namespace Engine.Host.Images;

/// <content>How what came in becomes part of the store: durable first, then in its place, then in the database.</content>
internal sealed partial class ImageStore
{
    /// <summary>Makes images part of the store, all or none; they are durable when it returns.</summary>
    /// <param name="images">Complete and verified images.</param>
    /// <param name="action">docker's word for the event.</param>
    /// <param name="cancellationToken">Abandons it; nothing stays.</param>
    public async Task PublishAsync(IReadOnlyList<PendingImage> images, string action, CancellationToken cancellationToken)
    {
        var documents = new Dictionary<string, string>();
        var placed = new List<string>();
        try
        {
            foreach (var bytes in images.SelectMany(image => image.Manifests.Append(image.ConfigurationBytes)))
            {
                var path = layout.NewTemporary("document");
                if (documents.TryAdd(Sha256Digest.Of(bytes), path))
                {
                    await File.WriteAllBytesAsync(path, bytes, cancellationToken).ConfigureAwait(false);
                }
            }

            // One wait for all that was written, thousands of files or three.
            DirectoryTree.SyncFileSystem(layout.DataRoot);
            await placing.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                Place(images, documents, placed);
                DirectoryTree.Sync(layout.Blobs);
                DirectoryTree.Sync(layout.Layers);
                await database.WriteAsync(connection => images.ToList().ForEach(image => Record(connection, image)), cancellationToken).ConfigureAwait(false);
                placed.Clear();
            }
            finally
            {
                // Not empty only after a failure, and then nothing in the database speaks of these.
                placed.ForEach(layout.Discard);
                placing.Release();
            }
        }
        finally
        {
            foreach (var left in documents.Values)
            {
                layout.Discard(left);
            }
        }

        foreach (var image in images)
        {
            Raise(action, image.Id, image.References.Count > 0 ? image.References[0].Familiar : image.Id);
        }
    }

    private void Place(IReadOnlyList<PendingImage> images, Dictionary<string, string> documents, List<string> placed)
    {
        var known = database.Read(connection => (
            Blobs: connection.Query("SELECT digest FROM blobs", row => row.GetString(0)).ToHashSet(),
            Layers: connection.Query("SELECT diff_id FROM layers", row => row.GetString(0)).ToHashSet()));
        foreach (var (digest, path) in documents)
        {
            if (known.Blobs.Add(digest))
            {
                MoveIn(path, layout.Blob(digest), placed);
            }
        }

        foreach (var image in images)
        {
            foreach (var layer in image.Layers)
            {
                var isNew = known.Layers.Add(layer.DiffId!);
                if (isNew)
                {
                    MoveIn(layer.LayerPath!, layout.Layer(layer.DiffId!), placed);
                    layer.LayerPath = null;
                }

                // A manifest names its blobs; without one any blob that gives the layer will do.
                if (layer.HasBlob && (isNew || image.Manifests.Count > 0) && known.Blobs.Add(layer.Digest))
                {
                    MoveIn(layer.BlobPath!, layout.Blob(layer.Digest), placed);
                    layer.BlobPath = null;
                }
            }
        }
    }

    /// <summary>The layer that a digest, of a blob or of an uncompressed archive, stands for, kept until the answer is disposed; null if there is none.</summary>
    public async Task<PinnedLayer?> FindLayerAsync(string digest, CancellationToken cancellationToken)
    {
        // Under the lock that removals take too: what is found and pinned cannot go.
        await placing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return database.Read(connection => ImageQueries.FindLayer(connection, digest)) is { } layer ? pins.Pin(layer) : null;
        }
        finally
        {
            placing.Release();
        }
    }

    private void MoveIn(string from, string to, List<string> placed)
    {
        // What is in the way is unknown to the database: left by a removal that was cut off.
        layout.Discard(to);
        if (!StoreLayout.Rename(from, to))
        {
            throw new FileNotFoundException("what came in is gone", from);
        }

        placed.Add(to);
    }

    private void Record(SqliteConnection connection, PendingImage image)
    {
        var id = image.Id;
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var bytes in image.Manifests.Append(image.ConfigurationBytes))
        {
            RecordBlob(connection, Sha256Digest.Of(bytes), bytes.Length);
        }

        foreach (var layer in image.Layers)
        {
            if (connection.Query("SELECT 1 FROM layers WHERE diff_id = ?1", row => row.GetInt64(0), layer.DiffId).Count == 0)
            {
                RecordBlob(connection, layer);
                connection.Run(
                    "INSERT INTO layers (diff_id, blob_digest, content_size, root_is_opaque) VALUES (?1, ?2, ?3, ?4)",
                    layer.DiffId, layer.HasBlob ? layer.Digest : null, layer.ContentSize, layer.RootIsOpaque ? 1 : 0);
            }
            else if (image.Manifests.Count > 0)
            {
                RecordBlob(connection, layer);
            }
        }

        var isNew = connection.Run(
            "INSERT INTO images (id, size, arrived) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", id, image.Layers.Sum(layer => layer.ContentSize), now) > 0;
        connection.Run("UPDATE images SET removed = 0 WHERE id = ?1", id);
        if (isNew)
        {
            var chain = PendingImage.ChainIds([.. image.Layers.Select(layer => layer.DiffId!)]);
            for (var i = 0; i < chain.Count; i++)
            {
                connection.Run("INSERT INTO image_layers (image_id, position, diff_id, chain_id) VALUES (?1, ?2, ?3, ?4)", id, i, image.Layers[i].DiffId, chain[i]);
            }
        }

        foreach (var bytes in image.Manifests)
        {
            connection.Run("INSERT INTO image_blobs (image_id, digest) VALUES (?1, ?2) ON CONFLICT DO NOTHING", id, Sha256Digest.Of(bytes));
        }

        foreach (var layer in image.Manifests.Count > 0 ? image.Layers : [])
        {
            // What is made again by a recipe is no blob of its own.
            connection.Run(
                "INSERT INTO image_blobs (image_id, digest) SELECT ?1, digest FROM blobs WHERE digest = ?2 ON CONFLICT DO NOTHING", id, layer.Digest);
        }

        // What was found by the configuration's word alone was never compared with the blob.
        foreach (var (layer, blob) in image.Origin is null ? [] : image.Layers.Zip(image.Blobs)
            .Where(pair => pair.First.Present is null || ImageQueries.FindLayer(connection, pair.Second.Digest!)?.DiffId == pair.First.DiffId))
        {
            LayerSourceTable.Add(connection, layer.DiffId!, image.Origin!, blob);
        }

        foreach (var reference in image.References)
        {
            SetReference(connection, reference, id, now);
        }
    }

    private static void RecordBlob(SqliteConnection connection, IncomingLayer layer)
    {
        if (layer.HasBlob)
        {
            RecordBlob(connection, layer.Digest, layer.BlobSize);
            connection.Run("UPDATE blobs SET diff_id = ?2 WHERE digest = ?1", layer.Digest, layer.DiffId);
        }
    }

    private static void RecordBlob(SqliteConnection connection, string digest, long size) =>
        connection.Run("INSERT INTO blobs (digest, size) VALUES (?1, ?2) ON CONFLICT DO NOTHING", digest, size);

    private static void SetReference(SqliteConnection connection, ImageReference reference, string imageId, long now)
    {
        connection.Run(
            "INSERT INTO image_references (reference, image_id) VALUES (?1, ?2) ON CONFLICT (reference) DO UPDATE SET image_id = excluded.image_id",
            reference.ToString(), imageId);
        connection.Run("UPDATE images SET tagged = ?2 WHERE id = ?1", imageId, now);
    }
}
