using Engine.Host.Storage;

namespace Engine.Host.Images;

/// <summary>The database's part of images.</summary>
internal static class ImageTables
{
    public static SchemaStep Create { get; } = new("images", """
        CREATE TABLE images (
          id TEXT PRIMARY KEY REFERENCES blobs (digest),
          size INTEGER NOT NULL,
          arrived INTEGER NOT NULL,
          removed INTEGER NOT NULL DEFAULT 0,
          tagged INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE image_layers (
          image_id TEXT NOT NULL REFERENCES images (id) ON DELETE CASCADE,
          position INTEGER NOT NULL,
          diff_id TEXT NOT NULL REFERENCES layers (diff_id),
          chain_id TEXT NOT NULL,
          PRIMARY KEY (image_id, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX image_layers_by_layer ON image_layers (diff_id);
        CREATE INDEX image_layers_by_chain ON image_layers (chain_id);
        CREATE TABLE image_blobs (
          image_id TEXT NOT NULL REFERENCES images (id) ON DELETE CASCADE,
          digest TEXT NOT NULL REFERENCES blobs (digest),
          PRIMARY KEY (image_id, digest)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX image_blobs_by_blob ON image_blobs (digest);
        CREATE TABLE image_references (
          reference TEXT PRIMARY KEY,
          image_id TEXT NOT NULL REFERENCES images (id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX image_references_by_image ON image_references (image_id);
        CREATE TABLE image_holders (
          holder TEXT NOT NULL,
          image_id TEXT NOT NULL REFERENCES images (id),
          PRIMARY KEY (holder, image_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX image_holders_by_image ON image_holders (image_id)
        """);
}
