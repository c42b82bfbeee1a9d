using Microsoft.Data.Sqlite;

namespace Engine.Host.Storage;

/// <summary>
/// Run once before anything else uses the store: removes what was being made or removed when the engine ended, and what took its
/// place on disk without the database having come to know of it.
/// </summary>
internal static class StoreSweep
{
    // Whoever wanted the image has come back by then, or does not.
    private static readonly TimeSpan PartialLife = TimeSpan.FromDays(1);

    public static void Run(StoreLayout layout, EngineDatabase database)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(layout.Temporary))
        {
            DirectoryTree.Remove(path);
        }

        RemovePartial(layout, DateTime.UtcNow - PartialLife, static _ => true);
        var (blobs, layers, holders) = database.Read(connection => (
            Names(connection, "SELECT substr(digest, 8) FROM blobs"),
            Names(connection, "SELECT substr(diff_id, 8) FROM layers"),
            Names(connection, "SELECT DISTINCT holder FROM image_holders")));
        RemoveUnknown(layout, layout.Blobs, blobs);
        RemoveUnknown(layout, layout.Layers, layers);
        RemoveUnknown(layout, layout.ContainerLayers, holders);
    }

    /// <summary>Removes what was fetched of layers and not been gone on with since <paramref name="before"/>.</summary>
    /// <returns>Bytes that are free again.</returns>
    public static long RemovePartial(StoreLayout layout, DateTime before, Predicate<string> isUnused)
    {
        long bytes = 0;
        foreach (var file in new DirectoryInfo(layout.Partial).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before && isUnused(file.Name)))
        {
            bytes += file.Length;
            file.Delete();
        }

        return bytes;
    }

    private static HashSet<string> Names(SqliteConnection connection, string sql) => connection.Query(sql, row => row.GetString(0)).ToHashSet();

    private static void RemoveUnknown(StoreLayout layout, string directory, HashSet<string> known)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(directory))
        {
            if (!known.Contains(Path.GetFileName(path)))
            {
                layout.Discard(path);
            }
        }
    }
}
