using System.Globalization;
using Engine.Host.Containers.Monitors;
using Engine.Host.Containers.Specification;
using Engine.Host.Errors;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers;

internal sealed partial class ContainerOwner
{
    // SIGKILL is not refused by anybody; a process that does not end within this time hangs in the kernel.
    private static readonly TimeSpan KillTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Asks the program to end, and kills it after the timeout.</summary>
    public async Task StopAsync(TimeSpan? timeout, string? signal, CancellationToken cancellationToken)
    {
        int number = Signals.Parse(signal ?? StopSignal());
        Task<WaitResult> end;
        await gate.WaitAsync(cancellationToken);
        try
        {
            stopRequested = true;
            if (await TryGiveUpRestartAsync())
            {
                return;
            }

            if (!container.State.IsAlive)
            {
                throw ContainerErrors.AlreadyStopped(Id);
            }

            end = waiters.Wait(WaitCondition.NextExit, () => container.State);
            await SendAsync(number);
            await ThawAsync();
        }
        finally
        {
            gate.Release();
        }

        TimeSpan patience = timeout ?? (container.Configuration.StopTimeout is { } seconds ? TimeSpan.FromSeconds(seconds) : services.Options.StopTimeout);
        if (!await EndsWithinAsync(end, patience < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : patience, cancellationToken))
        {
            await KillAndWaitAsync(cancellationToken);
        }

        Publish("stop");
    }

    /// <summary>Sends a signal; without one, kills it and waits for the end.</summary>
    public async Task KillAsync(string? signal, CancellationToken cancellationToken)
    {
        try
        {
            int number = string.IsNullOrEmpty(signal) ? Signals.Kill : Signals.Parse(signal);
            Task<WaitResult> end;
            await gate.WaitAsync(cancellationToken);
            try
            {
                if (number == Signals.Kill && await TryGiveUpRestartAsync())
                {
                    stopRequested = true;
                    return;
                }

                RequireAlive();
                bool asksToEnd = number == Signals.Kill || number == Signals.Parse(StopSignal());
                stopRequested |= asksToEnd;
                end = waiters.Wait(WaitCondition.NextExit, () => container.State);
                await SendAsync(number);
                if (number == Signals.Kill)
                {
                    await ThawAsync();
                }
            }
            finally
            {
                gate.Release();
            }

            if (number == Signals.Kill && !await EndsWithinAsync(end, KillTimeout, cancellationToken))
            {
                throw new UnavailableException($"container {Id} was killed and does not end: its processes hang in the kernel");
            }
        }
        catch (EngineException e)
        {
            throw ContainerErrors.CannotKill(container.Name, e);
        }
    }

    /// <summary>Freezes it.</summary>
    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            ContainerLifecycle.CheckPause(container);
            await Monitor().PauseAsync(cancellationToken);
            StopWatchingHealth();
            await CommitAsync(ContainerLifecycle.Pause(container));
            Publish("pause");
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Thaws it.</summary>
    public async Task UnpauseAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            ContainerLifecycle.CheckUnpause(container);
            await ThawAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Sets the size of its terminal.</summary>
    public async Task ResizeAsync(TerminalSize size, CancellationToken cancellationToken)
    {
        RequireAlive();
        await Monitor().ResizeAsync(new ResizeRequest { Rows = size.Rows, Columns = size.Columns }, cancellationToken);
        Publish(
            "resize",
            ("height", size.Rows.ToString(CultureInfo.InvariantCulture)),
            ("width", size.Columns.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Changes limits and restart policy. Returns warnings.</summary>
    public async Task<IReadOnlyList<string>> UpdateAsync(ContainerUpdate update, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (container.State.Status is ContainerStatus.Removing or ContainerStatus.Dead)
            {
                throw ContainerErrors.MarkedForRemoval(Id);
            }

            ContainerConfiguration old = container.Configuration;
            ContainerResources resources = ResourceUpdate.Merge(Id, old.Resources, update.Resources);
            var warnings = new List<string>();
            ConfigurationValidator.CheckResources(resources, warnings);
            RestartPolicy policy = update.RestartPolicy ?? old.RestartPolicy;
            ConfigurationValidator.CheckRestartPolicy(policy, old.AutoRemove);
            if (container.State.IsAlive && resources != old.Resources)
            {
                await Monitor().UpdateAsync(ResourceSpecification.Build(resources), cancellationToken);
            }

            await CommitAsync(container with { Configuration = old with { Resources = resources, RestartPolicy = policy } });
            Publish("update");
            return warnings;
        }
        finally
        {
            gate.Release();
        }
    }

    private string StopSignal() => string.IsNullOrEmpty(container.Configuration.StopSignal) ? "SIGTERM" : container.Configuration.StopSignal;

    private void RequireAlive()
    {
        if (!container.State.IsAlive)
        {
            throw container.State.Status == ContainerStatus.Restarting ? ContainerErrors.Restarting(Id) : ContainerErrors.NotRunning(Id);
        }
    }

    private MonitorConnection Monitor() => monitor ?? throw ContainerErrors.NotRunning(Id);

    private async Task SendAsync(int signal)
    {
        try
        {
            await Monitor().SignalAsync(new SignalRequest { Signal = signal }, CancellationToken.None);
        }
        catch (EngineException e) when (e.Code is ErrorCode.Conflict or ErrorCode.MonitorUnreachable)
        {
            // It ended this moment; its exit is being recorded.
        }

        Publish("kill", ("signal", signal.ToString(CultureInfo.InvariantCulture)));
    }

    // Under the gate. A frozen process gets no signal, not even SIGKILL on cgroup v1.
    private async Task ThawAsync()
    {
        if (container.State.Status == ContainerStatus.Paused)
        {
            await Monitor().ResumeAsync(CancellationToken.None);
            await CommitAsync(ContainerLifecycle.Unpause(container));
            Publish("unpause");
            WatchHealth();
        }
    }

    // Under the gate. A container that waits for its restart does not run: it is enough not to start it.
    private async Task<bool> TryGiveUpRestartAsync()
    {
        if (container.State.Status != ContainerStatus.Restarting)
        {
            return false;
        }

        CancelRestart();
        await CommitAsync(ContainerLifecycle.GiveUpRestart(container) with { StoppedByRequest = true });
        waiters.OnExit(new WaitResult(container.State.ExitCode, null));
        return true;
    }

    private async Task KillAndWaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await KillAsync(null, cancellationToken);
        }
        catch (EngineException e) when (e.Code == ErrorCode.ContainerNotRunning)
        {
            // It ended at the last moment.
        }
    }

    private async Task<bool> EndsWithinAsync(Task<WaitResult> end, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            await end.WaitAsync(timeout, services.Time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
