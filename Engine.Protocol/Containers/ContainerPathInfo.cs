namespace Engine.Protocol;

/// <summary>A file of a container.</summary>
public sealed record ContainerPathInfo
{
    /// <summary>The last component of the path as it was asked for.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>Type and permission bits, as stat(2) has them.</summary>
    public uint Mode { get; init; }

    /// <summary>When its content last changed.</summary>
    public DateTimeOffset Modified { get; init; }

    /// <summary>It is a directory.</summary>
    public bool IsDirectory { get; init; }

    /// <summary>Where a symbolic link leads in the end, or null.</summary>
    public string? LinkTarget { get; init; }
}
