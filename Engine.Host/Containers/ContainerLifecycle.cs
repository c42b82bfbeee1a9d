using Engine.Host.Errors;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers;

/// <summary>
/// The state machine of a container. Every method is one transition: it says from which states it is possible, refuses the others
/// with the error a client reads, and returns the next state.
/// </summary>
/// <remarks>
/// <code>
/// created ──start──▶ running ◀──pause/unpause──▶ paused
///    │  ▲fail           │ exit                      │ exit
///    │                  ├───────▶ restarting ──start──▶ running
///    │                  ▼              │ give up
///    └──────remove──▶ exited ◀─────────┘
///                       │ remove
///                       ▼
///                   removing ──fail──▶ dead ──remove──▶ removing
/// </code>
/// </remarks>
internal static class ContainerLifecycle
{
    /// <summary>Refuses a start that is not possible; says nothing of one that is.</summary>
    public static void CheckStart(Container container)
    {
        switch (container.State.Status)
        {
            case ContainerStatus.Running:
                throw ContainerErrors.AlreadyStarted(container.Id);
            case ContainerStatus.Paused:
                throw ContainerErrors.StartPaused(container.Id);
            case ContainerStatus.Removing or ContainerStatus.Dead:
                throw ContainerErrors.MarkedForRemoval(container.Id);
        }
    }

    /// <summary>The program was executed.</summary>
    public static ContainerState Start(Container container, int pid, ulong startTime, DateTimeOffset now)
    {
        CheckStart(container);
        return new ContainerState
        {
            Status = ContainerStatus.Running,
            Pid = pid,
            StartTime = startTime,
            StartedAt = now,
            FinishedAt = container.State.FinishedAt,
        };
    }

    /// <summary>The program could not be executed. The container stays what it was, or has ended if its restart policy had tried.</summary>
    public static ContainerState FailStart(Container container, int exitCode, string error, DateTimeOffset now)
    {
        CheckStart(container);
        return container.State with
        {
            Status = container.State.Status == ContainerStatus.Created ? ContainerStatus.Created : ContainerStatus.Exited,
            Pid = 0,
            StartTime = 0,
            ExitCode = exitCode,
            Error = error,
            FinishedAt = now,
        };
    }

    /// <summary>Every process is frozen.</summary>
    public static ContainerState Pause(Container container)
    {
        CheckPause(container);
        return container.State with { Status = ContainerStatus.Paused, Health = container.State.Health?.Stopped() };
    }

    /// <summary>Refuses a pause that is not possible.</summary>
    public static void CheckPause(Container container)
    {
        switch (container.State.Status)
        {
            case ContainerStatus.Running:
                return;
            case ContainerStatus.Paused:
                throw ContainerErrors.AlreadyPaused(container.Id);
            case ContainerStatus.Restarting:
                throw ContainerErrors.Restarting(container.Id);
            default:
                throw ContainerErrors.NotRunning(container.Id);
        }
    }

    /// <summary>Every process goes on.</summary>
    public static ContainerState Unpause(Container container)
    {
        CheckUnpause(container);
        return container.State with { Status = ContainerStatus.Running };
    }

    /// <summary>Refuses an unpause that is not possible.</summary>
    public static void CheckUnpause(Container container)
    {
        if (container.State.Status != ContainerStatus.Paused)
        {
            throw ContainerErrors.NotPaused(container.Id);
        }
    }

    /// <summary>The program ended.</summary>
    /// <param name="container">The container.</param>
    /// <param name="exit">How.</param>
    /// <param name="restart">Its restart policy will start it again.</param>
    public static ContainerState Exit(Container container, ExitRecord exit, bool restart)
    {
        if (!container.State.IsAlive)
        {
            throw ContainerErrors.NotRunning(container.Id);
        }

        return container.State with
        {
            Status = restart ? ContainerStatus.Restarting : ContainerStatus.Exited,
            Pid = 0,
            StartTime = 0,
            ExitCode = exit.ExitCode,
            OomKilled = exit.OomKilled,
            FinishedAt = exit.FinishedAt,
            Health = container.State.Health?.Stopped(),
        };
    }

    /// <summary>It will not be started again.</summary>
    public static ContainerState GiveUpRestart(Container container) => container.State.Status == ContainerStatus.Restarting
        ? container.State with { Status = ContainerStatus.Exited }
        : throw ContainerErrors.NotRunning(container.Id);

    /// <summary>Its removal begins.</summary>
    public static ContainerState Remove(Container container) => container.State.Status switch
    {
        ContainerStatus.Removing => throw ContainerErrors.RemovalInProgress(container.Id),
        ContainerStatus.Running or ContainerStatus.Paused or ContainerStatus.Restarting =>
            throw ContainerErrors.CannotRemoveRunning(container.Name, container.State.Status == ContainerStatus.Running
                ? "running" : container.State.Status.ToString().ToLowerInvariant()),
        _ => container.State with { Status = ContainerStatus.Removing },
    };

    /// <summary>Its removal failed; another one may be tried.</summary>
    public static ContainerState FailRemove(Container container, string error) =>
        container.State with { Status = ContainerStatus.Dead, Error = error };
}
