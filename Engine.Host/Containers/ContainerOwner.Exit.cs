using System.Globalization;
using System.Text.Json;
using Engine.Host.Containers.Monitors;
using Engine.Host.Errors;
using Engine.Oci;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers;

internal sealed partial class ContainerOwner
{
    private const int KilledStatus = 128 + Signals.Kill;

    // A run that lasted this long was no failure to start: the delay begins anew.
    private static readonly TimeSpan SettledRun = TimeSpan.FromSeconds(10);

    private CancellationTokenSource? restartCancellation;
    private TimeSpan restartDelay;
    private Task exitRecorded = Task.CompletedTask;

    void IMonitorEvents.OnExited(MonitorConnection connection, ExitRecord exit) => exitRecorded = Detach(() => RecordExitAsync(connection, exit));

    void IMonitorEvents.OnOomKilled(MonitorConnection connection) => Publish("oom");

    void IMonitorEvents.OnClosed(MonitorConnection connection)
    {
        // A monitor tells the exit and ends: without this order its end could be taken for a loss.
        Task told = exitRecorded;
        _ = Detach(async () =>
        {
            await told;
            await RecordLostMonitorAsync(connection);
        });
    }

    /// <summary>How the last run ended according to the monitor's durable record, or null if there is none.</summary>
    public ExitRecord? ReadExit()
    {
        try
        {
            return OciJson.ExitRecord.Read(File.ReadAllBytes(Paths.Exit));
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    // The monitor's reading loop must not wait for the gate.
    private Task Detach(Func<Task> work) => Task.Run(async () =>
    {
        try
        {
            await work();
        }
        catch (Exception e)
        {
            ContainerLog.EventFailed(services.Logger, Id, e);
        }
    });

    private async Task RecordExitAsync(MonitorConnection connection, ExitRecord exit)
    {
        await gate.WaitAsync();
        try
        {
            if (connection == monitor && container.State.IsAlive)
            {
                await ExitAsync(exit);
            }
        }
        finally
        {
            gate.Release();
        }

        await RemoveIfAskedAsync();
    }

    // A monitor that was killed takes its container with it (PR_SET_PDEATHSIG); nobody recorded the exit then.
    private async Task RecordLostMonitorAsync(MonitorConnection connection)
    {
        await gate.WaitAsync();
        try
        {
            if (connection != monitor)
            {
                return;
            }

            monitor = null;
            if (container.State.IsAlive)
            {
                ContainerLog.MonitorLost(services.Logger, Id);
                await ExitAsync(ReadExit() ?? new ExitRecord { ExitCode = KilledStatus, FinishedAt = services.Time.GetUtcNow() });
            }
        }
        finally
        {
            gate.Release();
        }

        await RemoveIfAskedAsync();
    }

    private async Task ExitAsync(ExitRecord exit)
    {
        StopWatchingHealth();
        DateTimeOffset startedAt = container.State.StartedAt ?? exit.FinishedAt;
        bool restart = RestartDecision.ShouldRestart(container, endedUnhealthy ? KilledStatus : exit.ExitCode, stopRequested);
        endedUnhealthy = false;
        Container ended = container;
        Container next = container.WithoutEndpoints() with { State = ContainerLifecycle.Exit(container, exit, restart) with { StoppedByRequest = stopRequested } };
        if (container.Configuration.AutoRemove)
        {
            // Its removal is the next thing and has a commit of its own; whatever comes between finds a container that no longer runs, and removes it.
            container = next;
        }
        else
        {
            await CommitAsync(next);
        }

        TimeSpan duration = exit.FinishedAt - startedAt;
        Publish(
            "die",
            ("exitCode", exit.ExitCode.ToString(CultureInfo.InvariantCulture)),
            ("execDuration", ((long)Math.Max(0, duration.TotalSeconds)).ToString(CultureInfo.InvariantCulture)));
        EndExecs(exit);
        services.Networks.Release(ended);
        UnmountVolumes();
        if (restart)
        {
            ScheduleRestart(duration);
        }
        else
        {
            waiters.OnExit(new WaitResult(exit.ExitCode, null));
        }
    }

    private void ScheduleRestart(TimeSpan duration)
    {
        ContainerServiceOptions options = services.Options;
        restartDelay = duration >= SettledRun || restartDelay == TimeSpan.Zero
            ? options.RestartDelay
            : TimeSpan.FromTicks(Math.Min(restartDelay.Ticks * 2, options.RestartDelayMaximum.Ticks));
        restartCancellation = new CancellationTokenSource();
        CancellationToken token = restartCancellation.Token;
        _ = Detach(() => RestartAfterDelayAsync(restartDelay, token));
    }

    private async Task RestartAfterDelayAsync(TimeSpan delay, CancellationToken token)
    {
        try
        {
            await Task.Delay(delay, services.Time, token);
            await gate.WaitAsync(token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            if (!token.IsCancellationRequested && container.State.Status == ContainerStatus.Restarting)
            {
                await LaunchAsync(container.RestartCount + 1);
            }
        }
        catch (Exception e) when (e is EngineException or IOException or UnauthorizedAccessException)
        {
            ContainerLog.RestartFailed(services.Logger, Id, e);
            await RecordFailedStartAsync(e as EngineException ?? ContainerErrors.StartFailed(e));
        }
        finally
        {
            gate.Release();
        }
    }

    // Under the gate.
    private void CancelRestart()
    {
        restartCancellation?.Cancel();
        restartCancellation = null;
        restartDelay = TimeSpan.Zero;
    }

    private async Task RemoveIfAskedAsync()
    {
        if (container.Configuration.AutoRemove && container.State.Status == ContainerStatus.Exited)
        {
            try
            {
                await RemoveAsync(force: false, removeVolumes: true, CancellationToken.None);
            }
            catch (ConflictException)
            {
                // A client removes it already, or has started it again.
            }
        }
    }
}
