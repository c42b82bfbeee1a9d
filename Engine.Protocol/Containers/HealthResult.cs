namespace Engine.Protocol;

/// <summary>One run of a health check.</summary>
public sealed record HealthResult
{
    /// <summary>When it began.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>0: healthy; −1: it could not be run, or took too long.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The beginning of what it wrote.</summary>
    public required string Output { get; init; }
}
