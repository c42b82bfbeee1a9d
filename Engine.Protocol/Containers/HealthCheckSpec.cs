namespace Engine.Protocol;

/// <summary>How an engine finds out whether a container is healthy. What is null is the image's, or the default.</summary>
public sealed record HealthCheckSpec
{
    /// <summary>The program and its arguments; null: the image's check; empty: none, whatever the image says.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Time between two checks.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>After which a check is killed and counts as failed.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Time after the start during which failures do not count.</summary>
    public TimeSpan? StartPeriod { get; init; }

    /// <summary>Time between two checks during it.</summary>
    public TimeSpan? StartInterval { get; init; }

    /// <summary>Failures in a row that make the container unhealthy.</summary>
    public int? Retries { get; init; }
}
