namespace Engine.Host.Images.Documents;

/// <summary>What containers of an image run unless told otherwise: <c>config</c> of the image's configuration. Property names are those of the document.</summary>
internal sealed record ImageDefaults
{
    public string? User { get; init; }

    public IReadOnlyDictionary<string, EmptyObject>? ExposedPorts { get; init; }

    public IReadOnlyList<string>? Env { get; init; }

    public IReadOnlyList<string>? Entrypoint { get; init; }

    public IReadOnlyList<string>? Cmd { get; init; }

    public ImageHealthcheck? Healthcheck { get; init; }

    public bool? ArgsEscaped { get; init; }

    public IReadOnlyDictionary<string, EmptyObject>? Volumes { get; init; }

    public string? WorkingDir { get; init; }

    public IReadOnlyList<string>? OnBuild { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public string? StopSignal { get; init; }

    /// <summary>Seconds.</summary>
    public int? StopTimeout { get; init; }

    public IReadOnlyList<string>? Shell { get; init; }
}
