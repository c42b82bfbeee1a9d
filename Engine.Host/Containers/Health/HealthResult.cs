namespace Engine.Host.Containers.Health;

/// <summary>One run of a health check.</summary>
/// <param name="Start">When it began, UTC.</param>
/// <param name="End">When it ended, UTC.</param>
/// <param name="ExitCode">0: healthy; −1: it could not be run, or took too long.</param>
/// <param name="Output">The beginning of what it wrote.</param>
internal sealed record HealthResult(DateTimeOffset Start, DateTimeOffset End, int ExitCode, string Output);
