namespace Engine.Host.Containers.Health;

/// <summary>A container's health check with nothing left to be filled in.</summary>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Interval">Time between two checks.</param>
/// <param name="Timeout">After which one is killed and counts as failed.</param>
/// <param name="StartPeriod">Time after the start during which failures do not count.</param>
/// <param name="StartInterval">Time between two checks during it.</param>
/// <param name="Retries">Failures in a row that make the container unhealthy.</param>
internal sealed record HealthCheck(
    IReadOnlyList<string> Command, TimeSpan Interval, TimeSpan Timeout, TimeSpan StartPeriod, TimeSpan StartInterval, int Retries)
{
    private const int DefaultRetries = 3;

    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DefaultStartInterval = TimeSpan.FromSeconds(5);
    private static readonly string[] DefaultShell = ["/bin/sh", "-c"];

    /// <summary>The check of a container, or null when it has none or one that cannot be run.</summary>
    public static HealthCheck? Of(ContainerConfiguration configuration)
    {
        if (configuration.Healthcheck is not { Test.Count: > 1 } check)
        {
            return null;
        }

        IReadOnlyList<string> words = [.. check.Test.Skip(1)];
        IReadOnlyList<string>? command = check.Test[0] switch
        {
            "CMD" => words,
            "CMD-SHELL" => [.. configuration.Shell is { Count: > 0 } shell ? shell : DefaultShell, .. words],
            _ => null,
        };
        return command is null ? null : new HealthCheck(
            command,
            Or(check.Interval, DefaultInterval),
            Or(check.Timeout, DefaultTimeout),
            check.StartPeriod,
            Or(check.StartInterval, DefaultStartInterval),
            check.Retries > 0 ? check.Retries : DefaultRetries);
    }

    /// <summary>How long to wait before the next check.</summary>
    public TimeSpan DelayAfter(ContainerState state, DateTimeOffset now) =>
        state.Health?.Status == HealthStatus.Starting && now - state.StartedAt < StartPeriod ? StartInterval : Interval;

    private static TimeSpan Or(TimeSpan given, TimeSpan otherwise) => given > TimeSpan.Zero ? given : otherwise;
}
