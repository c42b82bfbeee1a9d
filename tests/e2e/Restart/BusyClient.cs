namespace Engine.EndToEnd.Tests;

/// <summary>Creates, runs and removes containers one after the other until the daemon is gone, so that a kill hits it at work.</summary>
internal sealed class BusyClient : IDisposable
{
    private readonly PrivateEngine _engine;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;

    public BusyClient(PrivateEngine engine)
    {
        _engine = engine;
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Waits until it has noticed that the daemon is gone.</summary>
    public Task EndAsync() => _work;

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task WorkAsync()
    {
        var api = new ContainerApi(_engine);
        try
        {
            while (!_end.IsCancellationRequested)
            {
                await api.RemoveAsync(await api.RunAsync("exit 0"));
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The daemon was killed.
        }
    }
}
