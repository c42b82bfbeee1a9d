using Engine.Host.Containers;
using Engine.Host.Containers.Health;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>The sentence of <c>docker ps</c>: «Up 2 minutes (Paused)», «Exited (3) 5 seconds ago».</summary>
internal static class StatusText
{
    public static string Describe(ContainerState state, DateTimeOffset now) => state.Status switch
    {
        ContainerStatus.Running => $"Up {Duration(now - state.StartedAt)}{Health(state.Health)}",
        ContainerStatus.Paused => $"Up {Duration(now - state.StartedAt)} (Paused)",
        ContainerStatus.Restarting => $"Restarting ({state.ExitCode}) {Duration(now - state.FinishedAt)} ago",
        ContainerStatus.Removing => "Removal In Progress",
        ContainerStatus.Dead => "Dead",
        ContainerStatus.Created => "Created",
        _ => $"Exited ({state.ExitCode}) {Duration(now - state.FinishedAt)} ago",
    };

    private static string Health(HealthState? health) => health?.Status switch
    {
        null => "",
        HealthStatus.Starting => " (health: starting)",
        HealthStatus.Healthy => " (healthy)",
        _ => " (unhealthy)",
    };

    // The steps are Docker's: people compare the words.
    private static string Duration(TimeSpan? duration)
    {
        var d = duration ?? TimeSpan.Zero;
        return (int)d.TotalSeconds switch
        {
            < 1 => "Less than a second",
            1 => "1 second",
            < 60 => $"{(int)d.TotalSeconds} seconds",
            _ => (int)d.TotalMinutes switch
            {
                1 => "About a minute",
                < 60 => $"{(int)d.TotalMinutes} minutes",
                _ => LongDuration((int)Math.Round(d.TotalHours, MidpointRounding.AwayFromZero)),
            },
        };
    }

    private static string LongDuration(int hours) => hours switch
    {
        1 => "About an hour",
        < 48 => $"{hours} hours",
        < 24 * 7 * 2 => $"{hours / 24} days",
        < 24 * 30 * 2 => $"{hours / 24 / 7} weeks",
        < 24 * 365 * 2 => $"{hours / 24 / 30} months",
        _ => $"{hours / 24 / 365} years",
    };
}
