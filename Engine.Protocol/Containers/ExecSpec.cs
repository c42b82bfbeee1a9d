namespace Engine.Protocol;

/// <summary>A further process in a running container.</summary>
public sealed record ExecSpec
{
    /// <summary>The program and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The client sends standard input; otherwise it is /dev/null.</summary>
    public bool Stdin { get; init; }

    /// <summary>With a terminal.</summary>
    public bool Tty { get; init; }

    /// <summary>The terminal's first size, or null.</summary>
    public TerminalSize? TerminalSize { get; init; }

    /// <summary>Environment in addition to the container's.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Working directory; null: the container's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary><c>USER[:GROUP]</c>; null: the container's.</summary>
    public string? User { get; init; }

    /// <summary>Every capability.</summary>
    public bool Privileged { get; init; }
}
