namespace Engine.Protocol;

/// <summary>How healthy a container is.</summary>
public sealed record HealthInfo
{
    /// <summary>The verdict.</summary>
    public required HealthStatus Status { get; init; }

    /// <summary>Failures in a row.</summary>
    public int FailingStreak { get; init; }

    /// <summary>The last results, oldest first.</summary>
    public IReadOnlyList<HealthResult> Log { get; init; } = [];
}
