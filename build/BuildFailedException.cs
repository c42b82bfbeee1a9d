namespace Engine.Build;

/// <summary>Something the person at the keyboard has to know about; shown as one line, without a stack trace.</summary>
internal sealed class BuildFailedException(string message, int exitCode = 1) : Exception(message)
{
    /// <summary>What the build program exits with.</summary>
    public int ExitCode { get; } = exitCode;
}
