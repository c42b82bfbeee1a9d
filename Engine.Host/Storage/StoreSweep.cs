using Microsoft.Data.Sqlite;

namespace Engine.Host.Storage;

/// <summary>
/// Run once before anything else uses the store: removes what was being made or removed when the engine ended, and what took its
/// place on disk without the database having come to know of it.
/// </summary>
internal static class StoreSweep
{
    public static void Run(StoreLayout layout, EngineDatabase database)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(layout.Temporary))
        {
            DirectoryTree.Remove(path);
        }

        var (blobs, layers, holders) = database.Read(connection => (
            Names(connection, "SELECT substr(digest, 8) FROM blobs"),
            Names(connection, "SELECT substr(diff_id, 8) FROM layers"),
            Names(connection, "SELECT DISTINCT holder FROM image_holders")));
        RemoveUnknown(layout, layout.Blobs, blobs);
        RemoveUnknown(layout, layout.Layers, layers);
        RemoveUnknown(layout, layout.ContainerLayers, holders);
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
