namespace Engine.Protocol;

/// <summary>A directory or file of the host, or a volume, in the container.</summary>
public sealed record MountSpec
{
    /// <summary>What is mounted.</summary>
    public MountKind Kind { get; init; }

    /// <summary>Absolute path on the host, or the volume's name; empty for an anonymous volume.</summary>
    public required string Source { get; init; }

    /// <summary>Absolute path in the container.</summary>
    public required string Target { get; init; }

    /// <summary>It can't be written.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Propagation of mounts (<c>rprivate</c>, <c>rslave</c>, <c>rshared</c> …), or null for rprivate.</summary>
    public string? Propagation { get; init; }
}
