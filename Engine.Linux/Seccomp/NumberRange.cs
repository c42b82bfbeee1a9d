namespace Engine.Linux.Seccomp;

/// <summary>System call numbers that are treated alike, up to the beginning of the next range.</summary>
/// <param name="First">The lowest of them.</param>
/// <param name="Answer">The answer, also when none of the rules matches.</param>
/// <param name="Rules">Indices of rules with conditions, tried by order; null if there is nothing to try.</param>
internal readonly record struct NumberRange(uint First, uint Answer, int[]? Rules);
