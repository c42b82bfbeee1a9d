namespace Engine.Host.Storage;

/// <summary>The database's part of blobs and layers.</summary>
internal static class StorageTables
{
    public static SchemaStep Create { get; } = new("blobs and layers", """
        CREATE TABLE blobs (
          digest TEXT PRIMARY KEY,
          size INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE layers (
          diff_id TEXT PRIMARY KEY,
          blob_digest TEXT NOT NULL REFERENCES blobs (digest),
          content_size INTEGER NOT NULL,
          root_is_opaque INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX layers_by_blob ON layers (blob_digest)
        """);
}
