using Microsoft.Data.Sqlite;

namespace Engine.Host.Storage;

/// <inheritdoc/>
internal sealed class PendingWrite<T>(Func<SqliteConnection, T> work) : PendingWrite
{
    private T? result;
    private Exception? failure;

    public TaskCompletionSource<T> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override bool TryRun(SqliteConnection connection)
    {
        try
        {
            result = work(connection);
            return true;
        }
        catch (Exception e)
        {
            failure = e;
            return false;
        }
    }

    public override void Complete()
    {
        if (failure is null)
        {
            Completion.SetResult(result!);
        }
        else
        {
            Completion.SetException(failure);
        }
    }

    public override void Fail(Exception reason) => Completion.SetException(failure ?? reason);
}
