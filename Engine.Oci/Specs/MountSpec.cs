namespace Engine.Oci.Specs;

/// <summary>A mount (config.md#mounts).</summary>
public sealed record MountSpec
{
    /// <summary>Absolute path inside the container.</summary>
    public string? Destination { get; init; }

    /// <summary>File system type, or <c>bind</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Device, directory or file; relative to the bundle for a bind.</summary>
    public string? Source { get; init; }

    /// <summary>Options as for mount(8), plus the runtime's own such as <c>rro</c>, <c>idmap</c>, <c>tmpcopyup</c>.</summary>
    public IReadOnlyList<string>? Options { get; init; }

    /// <summary>User ids of an id-mapped mount.</summary>
    public IReadOnlyList<LinuxIdMapping>? UidMappings { get; init; }

    /// <summary>Group ids of an id-mapped mount.</summary>
    public IReadOnlyList<LinuxIdMapping>? GidMappings { get; init; }
}
