namespace Engine.PowerShell;

/// <summary>A command in a container, or a container itself, ended with an exit status other than 0.</summary>
public sealed class ContainerCommandException : EngineException
{
    internal const string ErrorId = "ContainerCommandFailed";

    internal ContainerCommandException(string command, int exitCode, string errorOutput)
        : base(ErrorId, Describe(command, exitCode, errorOutput))
    {
        ExitCode = exitCode;
        ErrorOutput = errorOutput;
    }

    /// <summary>The exit status, or 128 + the signal's number.</summary>
    public int ExitCode { get; }

    /// <summary>The end of what it wrote to standard error.</summary>
    public string ErrorOutput { get; }

    private static string Describe(string command, int exitCode, string errorOutput)
    {
        var said = errorOutput.AsSpan().TrimEnd();
        var last = said[(said.LastIndexOf('\n') + 1)..];
        return last.IsEmpty ? $"'{command}' ended with exit status {exitCode}." : $"'{command}' ended with exit status {exitCode}: {last}";
    }
}
