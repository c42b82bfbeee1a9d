namespace Engine.Build.Testing;

/// <summary>The three ways a test ends.</summary>
internal enum TestOutcome
{
    Passed,
    Failed,
    Skipped,
}
