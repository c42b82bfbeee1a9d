namespace Engine.Build.Testing;

/// <summary>How one test ended.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Message">The failure with its stack, or the reason for the skip.</param>
internal sealed record TestResult(string Name, TestOutcome Outcome, string Message = "");
