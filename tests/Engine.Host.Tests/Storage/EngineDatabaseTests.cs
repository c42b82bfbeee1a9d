using Engine.Host.Storage;
using Microsoft.Data.Sqlite;

namespace Engine.Host.Tests.Storage;

public sealed class EngineDatabaseTests : IDisposable
{
    private static readonly SchemaStep Numbers = new("numbers", "CREATE TABLE numbers (value INTEGER PRIMARY KEY) STRICT");

    private readonly string directory = Directory.CreateTempSubdirectory("engine-db-").FullName;

    private string Path => directory + "/engine.db";

    [Fact]
    public async Task Steps_run_once_and_a_later_version_is_refused()
    {
        await using (var database = EngineDatabase.Open(Path, [Numbers]))
        {
            await database.WriteAsync(connection => connection.Run("INSERT INTO numbers VALUES (1)"), TestContext.Current.CancellationToken);
        }

        var more = new SchemaStep("more", "CREATE TABLE more (x INTEGER) STRICT; INSERT INTO more VALUES (7)");
        await using (var database = EngineDatabase.Open(Path, [Numbers, more]))
        {
            Assert.Equal([1L], Values(database));
            Assert.Equal([7L], database.Read(connection => connection.Query("SELECT x FROM more", row => row.GetInt64(0))));
        }

        Assert.Contains("later version", Assert.Throws<InvalidDataException>(() => EngineDatabase.Open(Path, [Numbers])).Message);
    }

    [Fact]
    public async Task A_step_that_fails_changes_nothing()
    {
        var broken = new SchemaStep("broken", "CREATE TABLE half (x INTEGER); INSERT INTO nowhere VALUES (1)");
        Assert.Throws<SqliteException>(() => EngineDatabase.Open(Path, [Numbers, broken]));
        await using var database = EngineDatabase.Open(Path, [Numbers]);
        Assert.Empty(database.Read(connection => connection.Query("SELECT name FROM sqlite_master WHERE name = 'half'", row => row.GetString(0))));
    }

    [Fact]
    public async Task Writes_at_the_same_time_share_commits_and_a_failed_one_undoes_only_itself()
    {
        await using var database = EngineDatabase.Open(Path, [Numbers]);
        var writes = Enumerable.Range(0, 500).Select(i => database.WriteAsync(connection =>
        {
            connection.Run("INSERT INTO numbers VALUES (?1)", i);
            return i % 10 == 3 ? throw new InvalidOperationException("third") : i;
        })).ToList();
        foreach (var (write, i) in writes.Select((write, i) => (write, i)))
        {
            if (i % 10 == 3)
            {
                await Assert.ThrowsAsync<InvalidOperationException>(() => write);
            }
            else
            {
                Assert.Equal(i, await write);
            }
        }

        Assert.Equal(Enumerable.Range(0, 500).Where(i => i % 10 != 3).Select(i => (long)i), Values(database));
    }

    [Fact]
    public async Task What_was_written_is_read_at_once_and_readers_cannot_write()
    {
        await using var database = EngineDatabase.Open(Path, [Numbers]);
        for (var i = 0L; i < 20; i++)
        {
            await database.WriteAsync(connection => connection.Run("INSERT INTO numbers VALUES (?1)", i), TestContext.Current.CancellationToken);
            Assert.Equal(i, Values(database)[^1]);
        }

        Assert.Throws<SqliteException>(() => database.Read(connection => connection.Run("DELETE FROM numbers")));
        Assert.Empty(database.CheckIntegrity());
    }

    [Fact]
    public void A_file_that_is_no_database_is_named()
    {
        File.WriteAllText(Path, new string('x', 5000));
        Assert.Contains(Path, Assert.Throws<InvalidDataException>(() => EngineDatabase.Open(Path, [Numbers])).Message);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private static List<long> Values(EngineDatabase database) =>
        database.Read(connection => connection.Query("SELECT value FROM numbers ORDER BY value", row => row.GetInt64(0)));
}
