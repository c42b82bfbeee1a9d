using Microsoft.Data.Sqlite;

namespace Engine.Host.Storage;

/// <summary>A write that waits for its turn and then for the commit it is part of.</summary>
internal abstract class PendingWrite
{
    /// <summary>Runs the work; false if it threw, which its caller hears after the commit.</summary>
    public abstract bool TryRun(SqliteConnection connection);

    /// <summary>Hands the outcome to the caller: the commit is durable.</summary>
    public abstract void Complete();

    /// <summary>Hands a failed commit to the caller.</summary>
    public abstract void Fail(Exception reason);
}
