using System.Collections.Concurrent;
using Engine.Host.Storage;

namespace Engine.Host.Images;

/// <content>What images take on disk.</content>
internal sealed partial class ImageStore
{
    // A layer does not change, so it is counted once.
    private readonly ConcurrentDictionary<string, long> layerBytes = [];

    /// <summary>Bytes of file content of each layer of an image, lowest first.</summary>
    public IReadOnlyList<long> LayerSizes(string imageId) => database.Read(connection => connection.Query(
        "SELECT l.content_size FROM image_layers i JOIN layers l USING (diff_id) WHERE i.image_id = ?1 ORDER BY i.position", row => row.GetInt64(0), imageId));

    /// <summary>Bytes that all images take on disk together, layers and blobs, each once: what du(1) counts.</summary>
    public long DiskBytes()
    {
        var (layers, blobs) = database.Read(connection => (
            connection.Query("SELECT diff_id FROM layers", row => row.GetString(0)),
            connection.Query("SELECT digest FROM blobs", row => row.GetString(0))));
        foreach (var gone in layerBytes.Keys.Except(layers))
        {
            layerBytes.TryRemove(gone, out _);
        }

        return layers.Sum(diffId => layerBytes.GetOrAdd(diffId, id => DirectoryTree.DiskUsage(layout.Layer(id))))
            + blobs.Sum(digest => DirectoryTree.DiskUsage(layout.Blob(digest)));
    }

    /// <summary>For each image the bytes of file content that it shares with other images.</summary>
    public IReadOnlyDictionary<string, long> SharedSizes() => database.Read(connection => connection.Query(
        """
        SELECT i.image_id, sum(CASE WHEN (SELECT count(DISTINCT o.image_id) FROM image_layers o WHERE o.diff_id = i.diff_id) > 1 THEN l.content_size ELSE 0 END)
        FROM image_layers i JOIN layers l USING (diff_id) GROUP BY i.image_id
        """,
        row => (Id: row.GetString(0), Shared: row.GetInt64(1)))).ToDictionary(row => row.Id, row => row.Shared);
}
