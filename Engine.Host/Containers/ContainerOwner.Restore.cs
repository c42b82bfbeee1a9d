using Engine.Host.Containers.Execs;
using Engine.Host.Containers.Health;
using Engine.Host.Containers.Monitors;
using Engine.Host.Errors;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers;

internal sealed partial class ContainerOwner
{
    /// <summary>Finds the container's monitor again, or learns how the container ended while the engine was away.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            foreach (Exec exec in ExecDocuments.ReadAll(Paths))
            {
                services.Execs.Set(exec);
            }

            // Every container is looked for, not only those that ran: a crash may have come between a start and its record.
            MonitorConnection? connection = File.Exists(Paths.Socket)
                ? await services.Launcher.ConnectAsync(Paths.Socket, this, cancellationToken)
                : null;
            if (connection is not null && await TryTakeOverAsync(connection))
            {
                return;
            }

            if (!container.State.IsAlive && ReadExit() is { } unknown && IsUnrecordedEnd(unknown))
            {
                await CommitAsync(ContainerLifecycle.Start(container, pid: 0, startTime: 0, unknown.FinishedAt));
                await ExitAsync(unknown);
            }
            else if (container.State.IsAlive)
            {
                // Neither a monitor nor its record: it was killed, or the machine went down.
                await ExitAsync(ReadExit() ?? new ExitRecord { ExitCode = KilledStatus, FinishedAt = services.Time.GetUtcNow() });
            }
            else if (container.State.Status == ContainerStatus.Restarting)
            {
                ScheduleRestart(TimeSpan.Zero);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Starts a container whose restart policy wants it to run, and finishes a removal that was asked for.</summary>
    public async Task ResumePolicyAsync()
    {
        await RemoveIfAskedAsync();
        if (RestartDecision.ShouldStartWithEngine(container) && !container.Configuration.AutoRemove)
        {
            try
            {
                await StartAsync(CancellationToken.None);
            }
            catch (EngineException e)
            {
                ContainerLog.RestartFailed(services.Logger, Id, e);
            }
        }
    }

    private async Task<bool> TryTakeOverAsync(MonitorConnection connection)
    {
        MonitorState state;
        try
        {
            state = await connection.SubscribeAsync(CancellationToken.None);
        }
        catch (EngineException)
        {
            // It ended while we connected; its record is on the disk.
            return false;
        }

        if (state.Exit is { } exit)
        {
            connection.Dispose();
            if (container.State.IsAlive)
            {
                await ExitAsync(exit);
            }

            return true;
        }

        monitor = connection;
        ContainerStatus status = state.Paused ? ContainerStatus.Paused : ContainerStatus.Running;
        ContainerState found = container.State with
        {
            Status = status,
            Pid = state.Pid,
            StartTime = state.StartTime,
            StartedAt = container.State.IsAlive ? container.State.StartedAt : services.Time.GetUtcNow(),
            Health = HealthDocument.TryRead(Paths) ?? InitialHealth(),
        };
        Container adopted = await AdoptNetworksAsync(container with { State = found }, state.Pid);
        if (found != container.State || adopted.Networks != container.Networks)
        {
            await CommitAsync(adopted);
        }

        RestoreExecs(state);
        await EndForgottenProbesAsync(connection, state.Execs.Select(exec => exec.ExecId).Where(id => services.Execs.TryGet(id) is null));
        if (status == ContainerStatus.Running)
        {
            WatchHealth();
        }

        if (LogRotationMissed())
        {
            ((IMonitorEvents)this).OnLogRotated(connection);
        }

        return true;
    }

    private void RestoreExecs(MonitorState state)
    {
        foreach (ExecExitRecord ended in state.EndedExecs ?? [])
        {
            EndExec(ended.ExecId, ended.ExitCode);
        }

        HashSet<string> running = [.. state.Execs.Select(exec => exec.ExecId)];
        foreach (Exec exec in services.Execs.Of(Id))
        {
            if (running.Contains(exec.Id))
            {
                services.Execs.Set(exec with { Status = ExecStatus.Running, Pid = state.Execs.First(found => found.ExecId == exec.Id).Pid });
            }
            else if (exec.Status is ExecStatus.Running or ExecStatus.Starting)
            {
                EndExec(exec.Id, KilledStatus);
            }
        }
    }

    // A start removes the record of the run before: this one is of a run that began and ended while nobody could take note of it.
    private bool IsUnrecordedEnd(ExitRecord exit) =>
        container.State.Status is ContainerStatus.Created or ContainerStatus.Exited or ContainerStatus.Restarting
        && (container.State.FinishedAt is not { } known || exit.FinishedAt > known);

    private bool LogRotationMissed() => File.Exists(Paths.Log + ".1");
}
