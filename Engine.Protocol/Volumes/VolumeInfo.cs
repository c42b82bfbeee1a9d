namespace Engine.Protocol;

/// <summary>A volume.</summary>
public sealed record VolumeInfo
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its driver.</summary>
    public required string Driver { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Nobody named it.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Labels.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Options of the driver.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>Where its files are on the host, or null.</summary>
    public string? Mountpoint { get; init; }

    /// <summary>Ids of the containers that have it.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>Bytes of its files; null when they were not counted.</summary>
    public long? Size { get; init; }
}
