namespace Engine.Host.Containers;

/// <summary>Who waits for the end of one container.</summary>
internal sealed class ContainerWaiters
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource<WaitResult> removed = New();
    private TaskCompletionSource<WaitResult> nextExit = New();

    /// <summary>Registers a wait, or answers at once.</summary>
    /// <param name="condition">What for.</param>
    /// <param name="state">How the container is, asked under the lock so that no end slips between.</param>
    public Task<WaitResult> Wait(WaitCondition condition, Func<ContainerState> state)
    {
        lock (gate)
        {
            ContainerState now = state();
            return condition switch
            {
                WaitCondition.Removed => removed.Task,
                WaitCondition.NotRunning when !now.IsAlive && now.Status != ContainerStatus.Restarting =>
                    Task.FromResult(new WaitResult(now.ExitCode, null)),
                _ => nextExit.Task,
            };
        }
    }

    /// <summary>The container ended and stays so.</summary>
    public void OnExit(WaitResult result)
    {
        TaskCompletionSource<WaitResult> waiting;
        lock (gate)
        {
            waiting = nextExit;
            nextExit = New();
        }

        waiting.TrySetResult(result);
    }

    /// <summary>The container is gone.</summary>
    public void OnRemoved(WaitResult result)
    {
        OnExit(result);
        removed.TrySetResult(result);
    }

    private static TaskCompletionSource<WaitResult> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
