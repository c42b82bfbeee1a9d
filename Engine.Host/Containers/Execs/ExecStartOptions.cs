namespace Engine.Host.Containers.Execs;

/// <summary>How to start an exec.</summary>
internal sealed record ExecStartOptions
{
    /// <summary>Do not stay connected: the output is dropped.</summary>
    public bool Detach { get; init; }

    /// <summary>Size of the terminal, or null.</summary>
    public TerminalSize? ConsoleSize { get; init; }
}
