namespace Engine.Host.Containers;

/// <summary>What an image says about the containers made from it.</summary>
internal sealed record ContainerImage
{
    /// <summary>The image's id (<c>sha256:…</c>).</summary>
    public required string Id { get; init; }

    /// <summary>The program.</summary>
    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    /// <summary>Its arguments, or the program when there is no entrypoint.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary><c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary><c>USER[:GROUP]</c>, or empty.</summary>
    public string User { get; init; } = "";

    /// <summary>Absolute path, or empty.</summary>
    public string WorkingDirectory { get; init; } = "";

    /// <summary>Labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Paths that want a volume.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>Ports the program listens on.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    /// <summary>The signal that asks the program to end, or null.</summary>
    public string? StopSignal { get; init; }

    /// <summary>The shell of command lines that are one text, or null.</summary>
    public IReadOnlyList<string>? Shell { get; init; }

    /// <summary>The health check, or null.</summary>
    public HealthcheckConfiguration? Healthcheck { get; init; }
}
