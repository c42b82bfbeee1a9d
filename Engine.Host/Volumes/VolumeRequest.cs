namespace Engine.Host.Volumes;

/// <summary>A volume as somebody asks for it.</summary>
internal sealed record VolumeRequest
{
    /// <summary>Its name; empty: the engine chooses one, and the volume is anonymous.</summary>
    public string Name { get; init; } = "";

    /// <summary>The driver; empty: the one of an existing volume of that name, or the local one.</summary>
    public string Driver { get; init; } = "";

    /// <summary>Options of the driver, or null.</summary>
    public IReadOnlyDictionary<string, string>? Options { get; init; }

    /// <summary>Labels, or null.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
