namespace Engine.Host.Storage;

/// <summary>The database's part of blobs and layers.</summary>
internal static class StorageTables
{
    public static SchemaStep Create { get; } = new("blobs and layers", """
        CREATE TABLE blobs (
          digest TEXT PRIMARY KEY,
          size INTEGER NOT NULL,
          diff_id TEXT -- of a layer's blob: what it unpacks to
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE layers (
          diff_id TEXT PRIMARY KEY,
          blob_digest TEXT REFERENCES blobs (digest), -- null: the archive is made again by the layer's recipe
          content_size INTEGER NOT NULL,
          root_is_opaque INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX layers_by_blob ON layers (blob_digest)
        """);
}
