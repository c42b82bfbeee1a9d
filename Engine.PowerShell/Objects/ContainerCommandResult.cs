namespace Engine.PowerShell;

/// <summary>What a command in a container said and how it ended.</summary>
public sealed class ContainerCommandResult
{
    internal ContainerCommandResult(string container, IReadOnlyList<string> command, int exitCode, string output, string error, TimeSpan duration)
    {
        Container = container;
        Command = command;
        ExitCode = exitCode;
        Output = output;
        Error = error;
        Duration = duration;
    }

    /// <summary>The container's name.</summary>
    public string Container { get; }

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<string> Command { get; }

    /// <summary>The exit status, or 128 + the signal's number.</summary>
    public int ExitCode { get; }

    /// <summary>What it wrote to standard output, as it wrote it.</summary>
    public string Output { get; }

    /// <summary>What it wrote to standard error, as it wrote it.</summary>
    public string Error { get; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; }
}
