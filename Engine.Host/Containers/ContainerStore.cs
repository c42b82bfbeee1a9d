using System.Text.Json;
using Engine.Host.Images;
using Engine.Host.Storage;
using Microsoft.Data.Sqlite;

namespace Engine.Host.Containers;

/// <summary>Containers in the database: a row each, with the whole <see cref="Container"/> as a document. Names are unique there too.</summary>
internal sealed class ContainerStore(EngineDatabase database) : IContainerStore
{
    /// <summary>The tables of this domain.</summary>
    public static SchemaStep Schema { get; } = new(
        "containers",
        """
        CREATE TABLE containers (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            document BLOB NOT NULL
        ) WITHOUT ROWID
        """);

    public IReadOnlyList<Container> Load() => database.Read(connection =>
        connection.Query("SELECT document FROM containers", row => Read((byte[])row.GetValue(0))));

    public Task AddAsync(Container container)
    {
        byte[] document = JsonSerializer.SerializeToUtf8Bytes(container, ContainerJson.Default.Container);
        return database.WriteAsync(connection =>
        {
            ImageStore.Hold(connection, container.Id, container.ImageId);
            foreach (string image in container.Mounts.Select(mount => mount.ImageId).OfType<string>())
            {
                ImageStore.Hold(connection, container.Id, image);
            }

            Save(connection, container, document);
        });
    }

    public Task SaveAsync(Container container)
    {
        byte[] document = JsonSerializer.SerializeToUtf8Bytes(container, ContainerJson.Default.Container);
        return database.WriteAsync(connection => Save(connection, container, document));
    }

    public Task DeleteAsync(string id) => database.WriteAsync(connection =>
    {
        connection.Run("DELETE FROM containers WHERE id = ?1", id);
        ImageStore.Release(connection, id);
    });

    private static void Save(SqliteConnection connection, Container container, byte[] document) => connection.Run(
        """
        INSERT INTO containers (id, name, document) VALUES (?1, ?2, ?3)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, document = excluded.document
        """,
        container.Id,
        container.Name,
        document);

    private static Container Read(byte[] document) =>
        JsonSerializer.Deserialize(document, ContainerJson.Default.Container) ?? throw new InvalidDataException("a container's row is empty");
}
