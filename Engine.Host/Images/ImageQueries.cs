using Engine.Host.Storage;
using Microsoft.Data.Sqlite;

namespace Engine.Host.Images;

/// <summary>Reading images from the database.</summary>
internal static class ImageQueries
{
    /// <summary>The condition of an image that was removed while containers stood on it, and that none stands on any more.</summary>
    public const string IsAbandoned = "removed = 1 AND id NOT IN (SELECT image_id FROM image_holders)";

    /// <summary>The condition of a layer that no image has.</summary>
    public const string IsUnused = "diff_id NOT IN (SELECT diff_id FROM image_layers)";

    /// <summary>Whether something is kept that nothing needs.</summary>
    public static bool HasGarbage(SqliteConnection connection) => connection.Query(
        $"SELECT EXISTS (SELECT 1 FROM images WHERE {IsAbandoned}) OR EXISTS (SELECT 1 FROM layers WHERE {IsUnused})", row => row.GetBoolean(0))[0];

    public static IReadOnlyList<ImageRow> All(SqliteConnection connection) =>
        [.. connection.Query("SELECT id FROM images WHERE removed = 0", row => row.GetString(0)).Select(id => ById(connection, id)!)];

    public static ImageRow? ById(SqliteConnection connection, string id) =>
        connection.Query(
            "SELECT size, tagged FROM images WHERE id = ?1 AND removed = 0",
            row => new ImageRow(
                id,
                row.GetInt64(0),
                row.IsDBNull(1) ? null : row.GetInt64(1),
                [.. References(connection, id).Select(ImageReference.Parse)],
                Holders(connection, id)),
            id).SingleOrDefault();

    public static IReadOnlyList<string> References(SqliteConnection connection, string id) =>
        connection.Query("SELECT reference FROM image_references WHERE image_id = ?1 ORDER BY reference", row => row.GetString(0), id);

    public static IReadOnlyList<string> Holders(SqliteConnection connection, string id) =>
        connection.Query("SELECT holder FROM image_holders WHERE image_id = ?1 ORDER BY holder", row => row.GetString(0), id);

    /// <summary>The diff IDs of an image's layers, lowest first.</summary>
    public static IReadOnlyList<(string DiffId, bool RootIsOpaque)> Layers(SqliteConnection connection, string id) =>
        connection.Query(
            "SELECT l.diff_id, l.root_is_opaque FROM image_layers i JOIN layers l USING (diff_id) WHERE i.image_id = ?1 ORDER BY i.position",
            row => (row.GetString(0), row.GetBoolean(1)),
            id);

    /// <summary>The layer whose uncompressed archive, or one of whose blobs, has this digest; null if there is none.</summary>
    public static LayerRecord? FindLayer(SqliteConnection connection, string digest) =>
        connection.Query(
            """
            SELECT diff_id, content_size, root_is_opaque FROM layers
            WHERE diff_id = ?1 OR diff_id = (SELECT diff_id FROM blobs WHERE digest = ?1)
            """,
            row => new LayerRecord(row.GetString(0), row.GetInt64(1), row.GetBoolean(2)),
            digest).FirstOrDefault();

    /// <summary>A name in docker's order: an ID, then a reference, then the beginning of an ID.</summary>
    /// <exception cref="Errors.EngineException">There is none, there are several, or the name is no name.</exception>
    public static ImageRow Resolve(SqliteConnection connection, string name)
    {
        if (Sha256Digest.IsValid(name) || (name.Length == Sha256Digest.HexLength && Sha256Digest.IsHex(name)))
        {
            return ById(connection, name.Length == Sha256Digest.HexLength ? Sha256Digest.Prefix + name : name) ?? throw ImageErrors.NotFound(name);
        }

        // The beginning of an ID may carry its algorithm, and then it is no reference.
        var isPrefixed = name.StartsWith(Sha256Digest.Prefix, StringComparison.Ordinal);
        var digits = isPrefixed ? name[Sha256Digest.Prefix.Length..] : name;
        var reference = isPrefixed && digits.Length > 0 && Sha256Digest.IsHex(digits) ? null : ImageReference.Parse(name).WithDefaultTag();
        if (reference is not null && Find(connection, reference) is { } id)
        {
            return ById(connection, id)!;
        }

        return digits.Length > 0 && digits.Length < Sha256Digest.HexLength && Sha256Digest.IsHex(digits)
            ? ByPrefix(connection, digits) ?? throw ImageErrors.NotFound(name)
            : throw ImageErrors.NotFound(reference?.Familiar ?? name);
    }

    /// <summary>The ID of the image that a full reference names, or null.</summary>
    public static string? Find(SqliteConnection connection, ImageReference reference)
    {
        // Where both are given the digest decides, as it does for docker.
        var wanted = reference.Digest is null ? reference : reference with { Tag = null };
        return connection.Query("SELECT image_id FROM image_references WHERE reference = ?1", row => row.GetString(0), wanted.ToString()).SingleOrDefault();
    }

    private static ImageRow? ByPrefix(SqliteConnection connection, string digits)
    {
        // 'g' follows 'f': all that begins with the digits sorts between the two.
        var ids = connection.Query(
            "SELECT id FROM images WHERE id >= ?1 AND id < ?2 AND removed = 0 LIMIT 2",
            row => row.GetString(0),
            Sha256Digest.Prefix + digits,
            Sha256Digest.Prefix + digits + "g");
        return ids.Count switch
        {
            0 => null,
            1 => ById(connection, ids[0]),
            _ => throw ImageErrors.AmbiguousPrefix(digits),
        };
    }
}
