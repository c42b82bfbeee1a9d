using System.Text.Json;
using Engine.Host.Storage;

namespace Engine.Host.Networking;

/// <summary>Networks in the database: a row each. A container's place on them is in the container's own document, written with its start and its exit.</summary>
internal sealed class NetworkStore(EngineDatabase database)
{
    /// <summary>The table of this domain.</summary>
    public static SchemaStep Schema { get; } = new(
        "networks",
        """
        CREATE TABLE networks (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            document BLOB NOT NULL
        ) STRICT, WITHOUT ROWID
        """);

    /// <summary>All of them, oldest first.</summary>
    public IReadOnlyList<Network> Load() => [.. database.Read(connection =>
            connection.Query("SELECT document FROM networks", row => JsonSerializer.Deserialize((byte[])row.GetValue(0), NetworkJson.Default.Network)!))
        .OrderBy(network => network.Created)];

    /// <summary>Stores networks as they are now.</summary>
    public Task SaveAsync(params IReadOnlyList<Network> networks)
    {
        byte[][] documents = [.. networks.Select(network => JsonSerializer.SerializeToUtf8Bytes(network, NetworkJson.Default.Network))];
        return database.WriteAsync(connection =>
        {
            for (int i = 0; i < documents.Length; i++)
            {
                connection.Run(
                    "INSERT INTO networks (id, name, document) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET document = excluded.document",
                    networks[i].Id,
                    networks[i].Name,
                    documents[i]);
            }
        });
    }

    /// <summary>Forgets a network.</summary>
    public Task DeleteAsync(string id) => database.WriteAsync(connection => connection.Run("DELETE FROM networks WHERE id = ?1", id));
}
