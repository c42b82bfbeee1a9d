namespace Engine.Protocol;

/// <summary>A volume to make.</summary>
public sealed record VolumeSpec
{
    /// <summary>Its name; null: the engine chooses one, and the volume is anonymous.</summary>
    public string? Name { get; init; }

    /// <summary>Its driver; null: the one that keeps directories of the engine.</summary>
    public string? Driver { get; init; }

    /// <summary>Options of the driver; of the local one <c>type</c>, <c>device</c> and <c>o</c> as mount(8) has them.</summary>
    public IReadOnlyDictionary<string, string>? Options { get; init; }

    /// <summary>Labels.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
