namespace Engine.Host.Volumes;

/// <summary>A volume: a place for data that outlives containers. Immutable; the document its row in the database holds.</summary>
internal sealed record Volume
{
    /// <summary>Marks a volume that nobody named; Docker's clients look for it.</summary>
    public const string AnonymousLabel = "com.docker.volume.anonymous";

    /// <summary>The driver that keeps volumes in directories of the engine.</summary>
    public const string LocalDriver = "local";

    /// <summary>Its name, unique in the engine.</summary>
    public required string Name { get; init; }

    /// <summary>Who keeps it: <see cref="LocalDriver"/> or a plugin's name.</summary>
    public string Driver { get; init; } = LocalDriver;

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Labels, or null when it was made without.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Options of the driver, or null when it was made without.</summary>
    public IReadOnlyDictionary<string, string>? Options { get; init; }

    /// <summary>Nobody named it.</summary>
    internal bool IsAnonymous => Labels?.ContainsKey(AnonymousLabel) == true;

    /// <summary>It is a directory of the engine and nothing else.</summary>
    internal bool IsDirectory => Driver == LocalDriver && Options is not { Count: > 0 };
}
