namespace Engine.Host.Containers.Logs;

/// <summary>Tells when a log may have grown (inotify(7)).</summary>
internal sealed class LogWatcher : IDisposable
{
    private readonly FileSystemWatcher watcher;
    private readonly SemaphoreSlim changed = new(0, 1);

    public LogWatcher(string path)
    {
        watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*")
        {
            NotifyFilter = NotifyFilters.Size | NotifyFilters.LastWrite | NotifyFilters.FileName,
        };
        watcher.Changed += (_, _) => Signal();
        watcher.Created += (_, _) => Signal();
        watcher.Renamed += (_, _) => Signal();
        watcher.Error += (_, _) => Signal();
        watcher.EnableRaisingEvents = true;
    }

    /// <summary>Waits for a change. False when <paramref name="ended"/> was done before, and there was none since the last wait.</summary>
    public async Task<bool> WaitAsync(Task ended, CancellationToken cancellationToken)
    {
        if (changed.Wait(0, CancellationToken.None))
        {
            return true;
        }

        if (finished)
        {
            return false;
        }

        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task change = changed.WaitAsync(cancellation.Token);
        if (await Task.WhenAny(change, ended) == ended)
        {
            // One look more: the last lines are in the file when the end is told.
            finished = true;
            await cancellation.CancelAsync();
            await change.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return true;
        }

        await change;
        return true;
    }

    private bool finished;

    public void Dispose()
    {
        watcher.Dispose();
    }

    private void Signal()
    {
        try
        {
            changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody will look already.
        }
    }
}
