namespace Engine.Host.Containers.Health;

/// <summary>How healthy a container is, and why. Immutable.</summary>
internal sealed record HealthState
{
    private const int KeptResults = 5;

    /// <summary>Before the first check.</summary>
    public static HealthState Initial { get; } = new();

    /// <summary>The verdict.</summary>
    public HealthStatus Status { get; init; }

    /// <summary>How many checks failed in a row; those of the start period do not count.</summary>
    public int FailingStreak { get; init; }

    /// <summary>The last results, oldest first.</summary>
    public IReadOnlyList<HealthResult> Log { get; init; } = [];

    /// <summary>Nobody checks any more; Docker's clients expect that to be unhealthy.</summary>
    public HealthState Stopped() => this with { Status = HealthStatus.Unhealthy };

    /// <summary>What a result makes of it.</summary>
    /// <param name="result">The result.</param>
    /// <param name="check">How failures count.</param>
    /// <param name="startedAt">When the program was started.</param>
    public HealthState After(HealthResult result, HealthCheck check, DateTimeOffset startedAt)
    {
        HealthState next = this with { Log = [.. Log.TakeLast(KeptResults - 1), result] };
        if (result.ExitCode == 0)
        {
            return next with { Status = HealthStatus.Healthy, FailingStreak = 0 };
        }

        if (Status == HealthStatus.Starting && result.Start - startedAt < check.StartPeriod)
        {
            return next;
        }

        int streak = FailingStreak + 1;
        return next with { FailingStreak = streak, Status = streak >= check.Retries ? HealthStatus.Unhealthy : Status };
    }
}
