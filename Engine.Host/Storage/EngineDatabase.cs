using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Engine.Host.Storage;

/// <summary>
/// The daemon's SQLite database (WAL, synchronous=FULL: what a completed write has stored survives a power cut). One connection writes;
/// writes that wait at the same time share one transaction and so one fsync. Reads have connections of their own and never wait for a write.
/// </summary>
internal sealed class EngineDatabase : IAsyncDisposable
{
    private const int MostWritesPerCommit = 64;

    private readonly string connectionString;
    private readonly SqliteConnection writer;
    private readonly ConcurrentBag<SqliteConnection> readers = [];
    private readonly Channel<PendingWrite> writes = Channel.CreateUnbounded<PendingWrite>(new() { SingleReader = true });
    private readonly Task writing;

    private EngineDatabase(string connectionString, SqliteConnection writer)
    {
        this.connectionString = connectionString;
        this.writer = writer;
        writing = Task.Run(WriteLoopAsync);
    }

    /// <summary>Opens or makes the database at <paramref name="path"/> and brings its schema to the last of <paramref name="steps"/>.</summary>
    /// <exception cref="InvalidDataException">The database was written by a later version of the engine, or it is damaged.</exception>
    public static EngineDatabase Open(string path, IReadOnlyList<SchemaStep> steps)
    {
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 10 }.ToString();
        var writer = new SqliteConnection(connectionString);
        try
        {
            Prepare(writer);
            Execute(writer, "PRAGMA journal_mode=WAL");
            Migrate(writer, steps, path);
            return new EngineDatabase(connectionString, writer);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT)
        {
            writer.Dispose();
            throw new InvalidDataException($"{path} is not an intact database: {e.Message}", e);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction of its own savepoint and completes when it is durable. If it throws, what it wrote is
    /// undone and the exception is the result. The work must be short and must not await.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pending = new PendingWrite<T>(work);
        ObjectDisposedException.ThrowIf(!writes.Writer.TryWrite(pending), this);

        // Once queued the write happens: a caller that stopped waiting could not know otherwise whether it did.
        return await pending.Completion.Task.ConfigureAwait(false);
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<SqliteConnection> work, CancellationToken cancellationToken = default) =>
        WriteAsync(
            connection =>
            {
                work(connection);
                return true;
            },
            cancellationToken);

    /// <summary>Runs <paramref name="work"/> on a connection that sees one consistent state: that of the last completed write, or a later one.</summary>
    public T Read<T>(Func<SqliteConnection, T> work)
    {
        if (!readers.TryTake(out var connection))
        {
            connection = new SqliteConnection(connectionString);
            Prepare(connection);
            Execute(connection, "PRAGMA query_only=1");
        }

        // A connection whose transaction failed is not used again.
        var healthy = false;
        try
        {
            using var transaction = connection.BeginTransaction(deferred: true);
            var result = work(connection);
            transaction.Commit();
            healthy = true;
            return result;
        }
        finally
        {
            if (healthy)
            {
                readers.Add(connection);
            }
            else
            {
                connection.Dispose();
            }
        }
    }

    /// <summary>What <c>PRAGMA integrity_check</c> and <c>foreign_key_check</c> find; empty for a sound database.</summary>
    public IReadOnlyList<string> CheckIntegrity() => Read(connection =>
    {
        var findings = new List<string>();
        using var integrity = connection.Command("PRAGMA integrity_check");
        findings.AddRange(integrity.Rows(row => row.GetString(0)).Where(line => line != "ok"));
        using var keys = connection.Command("PRAGMA foreign_key_check");
        findings.AddRange(keys.Rows(row => $"row {row.GetValue(1)} of {row.GetString(0)} refers to a row of {row.GetString(2)} that is not there"));
        return findings;
    });

    public async ValueTask DisposeAsync()
    {
        if (writes.Writer.TryComplete())
        {
            await writing.ConfigureAwait(false);
            while (readers.TryTake(out var reader))
            {
                await reader.DisposeAsync().ConfigureAwait(false);
            }

            await writer.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task WriteLoopAsync()
    {
        var batch = new List<PendingWrite>(MostWritesPerCommit);
        while (await writes.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < MostWritesPerCommit && writes.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            Commit(batch);
        }
    }

    private void Commit(List<PendingWrite> batch)
    {
        try
        {
            Execute(writer, "BEGIN IMMEDIATE");
            foreach (var write in batch)
            {
                Execute(writer, "SAVEPOINT write");
                if (!write.TryRun(writer))
                {
                    Execute(writer, "ROLLBACK TO write");
                }

                Execute(writer, "RELEASE write");
            }

            Execute(writer, "COMMIT");
        }
        catch (Exception e)
        {
            // For instance a full disk at COMMIT: nothing of the batch is stored, and everyone in it must hear so.
            if (SQLitePCL.raw.sqlite3_get_autocommit(writer.Handle) == 0)
            {
                Execute(writer, "ROLLBACK");
            }

            batch.ForEach(write => write.Fail(e));
            return;
        }

        batch.ForEach(write => write.Complete());
    }

    private static void Prepare(SqliteConnection connection)
    {
        connection.Open();
        Execute(connection, "PRAGMA busy_timeout=10000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-512");
    }

    private static void Migrate(SqliteConnection connection, IReadOnlyList<SchemaStep> steps, string path)
    {
        using var query = connection.Command("PRAGMA user_version");
        var version = Convert.ToInt32(query.ExecuteScalar(), null);
        if (version > steps.Count)
        {
            throw new InvalidDataException(
                $"{path} has schema version {version}, this engine knows versions up to {steps.Count}: it was written by a later version of the engine");
        }

        for (; version < steps.Count; version++)
        {
            Execute(connection, $"BEGIN IMMEDIATE;\n{steps[version].Sql};\nPRAGMA user_version={version + 1};\nCOMMIT");
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.Command(sql);
        command.ExecuteNonQuery();
    }
}
