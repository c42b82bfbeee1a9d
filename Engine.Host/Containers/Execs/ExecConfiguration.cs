namespace Engine.Host.Containers.Execs;

/// <summary>A further process for a running container, as a client asked for it.</summary>
internal sealed record ExecConfiguration
{
    /// <summary>The program and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary><c>NAME=value</c>, beside the container's own.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary><c>USER[:GROUP]</c>, or empty for the container's.</summary>
    public string User { get; init; } = "";

    /// <summary>Absolute path, or empty for the container's.</summary>
    public string WorkingDirectory { get; init; } = "";

    /// <summary>Give it a terminal.</summary>
    public bool Tty { get; init; }

    /// <summary>The client sends standard input.</summary>
    public bool AttachStdin { get; init; }

    /// <summary>The client gets standard output.</summary>
    public bool AttachStdout { get; init; }

    /// <summary>The client gets standard error.</summary>
    public bool AttachStderr { get; init; }

    /// <summary>All capabilities.</summary>
    public bool Privileged { get; init; }

    /// <summary>The keys that detach the client, kept for inspection: the client acts on them.</summary>
    public string DetachKeys { get; init; } = "";

    /// <summary>Size of the terminal at start, or null.</summary>
    public TerminalSize? ConsoleSize { get; init; }
}
