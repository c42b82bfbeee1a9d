namespace Engine.Protocol;

/// <summary>What an image's configuration says of its containers.</summary>
public sealed record ImageDefaults
{
    /// <summary>The program and its fixed arguments, or null.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>The command, or the arguments of the entry point, or null.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Environment, <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Working directory, or empty.</summary>
    public string WorkingDirectory { get; init; } = "";

    /// <summary>User, or empty for root.</summary>
    public string User { get; init; } = "";

    /// <summary>Ports it listens on, <c>5432/tcp</c>.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    /// <summary>Directories meant for volumes.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>The signal that stops it, or null for SIGTERM.</summary>
    public string? StopSignal { get; init; }
}
