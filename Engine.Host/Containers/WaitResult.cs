namespace Engine.Host.Containers;

/// <summary>How a wait ended.</summary>
/// <param name="ExitCode">The program's exit status.</param>
/// <param name="Error">Why the start failed, or null.</param>
internal sealed record WaitResult(int ExitCode, string? Error);
