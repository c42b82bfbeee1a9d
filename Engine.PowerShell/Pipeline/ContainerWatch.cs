using Engine.Protocol;

namespace Engine.PowerShell.Pipeline;

/// <summary>Follows a container by its events until it is as wanted.</summary>
internal static class ContainerWatch
{
    /// <summary>Returns the container when it runs.</summary>
    public static Task<ContainerInfo> UntilRunningAsync(EngineClient client, string container, CancellationToken cancellationToken) =>
        UntilAsync(client, container, info => info.State == Protocol.ContainerState.Running, cancellationToken);

    /// <summary>Returns the container when it runs and is healthy, or when it cannot become so: it has ended, or its check failed too often.</summary>
    public static Task<ContainerInfo> UntilHealthyAsync(EngineClient client, string container, CancellationToken cancellationToken) =>
        UntilAsync(client, container, info => IsHealthy(info) || HasFailed(info), cancellationToken);

    /// <summary>It runs, and its check, if it has one, succeeds.</summary>
    public static bool IsHealthy(ContainerInfo info) =>
        info.State == Protocol.ContainerState.Running && info.Health is null or { Status: HealthStatus.Healthy };

    /// <summary>It will not become healthy by itself. One that was frozen counts as unhealthy without a failure, until its next check.</summary>
    public static bool HasFailed(ContainerInfo info) =>
        info.State is Protocol.ContainerState.Exited or Protocol.ContainerState.Dead or Protocol.ContainerState.Removing
        || (info.State == Protocol.ContainerState.Running && info.Health is { Status: HealthStatus.Unhealthy, FailingStreak: > 0 });

    private static async Task<ContainerInfo> UntilAsync(EngineClient client, string container, Func<ContainerInfo, bool> wanted, CancellationToken cancellationToken)
    {
        // Events since it was asked for: what happens between the question and the watching is among them.
        var since = DateTimeOffset.UtcNow;
        var info = await client.Containers.GetContainerAsync(container, cancellationToken).ConfigureAwait(false);
        if (wanted(info))
        {
            return info;
        }

        await foreach (var happened in client.Engine.WatchEventsAsync(new EventQuery { Since = since, Containers = [info.Id] }, cancellationToken).ConfigureAwait(false))
        {
            info = await client.Containers.GetContainerAsync(info.Id, cancellationToken).ConfigureAwait(false);
            if (wanted(info))
            {
                break;
            }
        }

        return info;
    }
}
