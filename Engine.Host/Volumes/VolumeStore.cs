using System.Text.Json;
using Engine.Host.Storage;

namespace Engine.Host.Volumes;

/// <summary>Volumes in the database: a row each, with the whole <see cref="Volume"/> as a document.</summary>
internal sealed class VolumeStore(EngineDatabase database) : IVolumeStore
{
    /// <summary>The tables of this domain.</summary>
    public static SchemaStep Schema { get; } = new(
        "volumes",
        """
        CREATE TABLE volumes (
            name TEXT PRIMARY KEY,
            document BLOB NOT NULL
        ) WITHOUT ROWID
        """);

    public IReadOnlyList<Volume> Load() => database.Read(connection => connection.Query(
        "SELECT document FROM volumes",
        row => JsonSerializer.Deserialize((byte[])row.GetValue(0), VolumeJson.Default.Volume) ?? throw new InvalidDataException("a volume's row is empty")));

    public Task AddAsync(IReadOnlyList<Volume> volumes) => database.WriteAsync(connection =>
    {
        foreach (Volume volume in volumes)
        {
            connection.Run(
                "INSERT INTO volumes (name, document) VALUES (?1, ?2)",
                volume.Name,
                JsonSerializer.SerializeToUtf8Bytes(volume, VolumeJson.Default.Volume));
        }
    });

    public Task DeleteAsync(string name) => database.WriteAsync(connection => connection.Run("DELETE FROM volumes WHERE name = ?1", name));
}
