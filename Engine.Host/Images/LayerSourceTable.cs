using Engine.Host.Images.Documents;
using Engine.Host.Storage;
using Microsoft.Data.Sqlite;

namespace Engine.Host.Images;

/// <summary>
/// Which repositories have a layer, and as which blob: a push asks for that one instead of sending it again. It is only ever a hint; the
/// registry has the last word.
/// </summary>
internal static class LayerSourceTable
{
    public static SchemaStep Create { get; } = new("layer sources", """
        CREATE TABLE layer_sources (
          diff_id TEXT NOT NULL REFERENCES layers (diff_id) ON DELETE CASCADE,
          registry TEXT NOT NULL,
          repository TEXT NOT NULL,
          digest TEXT NOT NULL,
          size INTEGER NOT NULL,
          media_type TEXT NOT NULL,
          PRIMARY KEY (diff_id, registry, repository)
        ) STRICT, WITHOUT ROWID
        """);

    public static void Add(SqliteConnection connection, string diffId, LayerOrigin origin, Descriptor blob) => connection.Run(
        """
        INSERT INTO layer_sources (diff_id, registry, repository, digest, size, media_type) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET digest = excluded.digest, size = excluded.size, media_type = excluded.media_type
        """,
        diffId, origin.Registry, origin.Repository, blob.Digest, blob.Size, blob.MediaType ?? MediaTypes.DockerLayerGzip);

    /// <summary>The blobs that a layer is known as: those of the wanted repository first, then those of its registry.</summary>
    public static List<(LayerOrigin Origin, Descriptor Blob)> Find(SqliteConnection connection, string diffId, LayerOrigin wanted) => connection.Query(
        """
        SELECT registry, repository, digest, size, media_type FROM layer_sources WHERE diff_id = ?1
        ORDER BY registry = ?2 AND repository = ?3 DESC, registry = ?2 DESC, registry, repository LIMIT 16
        """,
        row => (
            new LayerOrigin(row.GetString(0), row.GetString(1)),
            new Descriptor { Digest = row.GetString(2), Size = row.GetInt64(3), MediaType = row.GetString(4) }),
        diffId, wanted.Registry, wanted.Repository);
}
