using System.Text.Json.Serialization;
using Engine.Host.Containers.Health;

namespace Engine.Host.Containers;

/// <summary>How a container is. Changed by <see cref="ContainerLifecycle"/> only.</summary>
internal sealed record ContainerState
{
    /// <summary>The state.</summary>
    public ContainerStatus Status { get; init; }

    /// <summary>Host process id of the first process, or 0.</summary>
    public int Pid { get; init; }

    /// <summary>The first process's start time in clock ticks since boot, or 0: with it a reused pid is noticed.</summary>
    public ulong StartTime { get; init; }

    /// <summary>How the last run ended, or 0.</summary>
    public int ExitCode { get; init; }

    /// <summary>The last run lost a process to the kernel's OOM killer.</summary>
    public bool OomKilled { get; init; }

    /// <summary>Why the last start failed, or empty.</summary>
    public string Error { get; init; } = "";

    /// <summary>When the last run began, or null.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the last run ended, or null.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>A person stopped it: <c>unless-stopped</c> does not start it again.</summary>
    public bool StoppedByRequest { get; init; }

    /// <summary>What the health check says of the last run; null without a check, and before the first run.</summary>
    public HealthState? Health { get; init; }

    /// <summary>The program runs, frozen or not.</summary>
    [JsonIgnore]
    public bool IsAlive => Status is ContainerStatus.Running or ContainerStatus.Paused;
}
