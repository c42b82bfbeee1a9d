namespace Engine.Host.Containers;

/// <summary>A mount as Docker's API types it.</summary>
internal sealed record MountConfiguration
{
    /// <summary>What is mounted.</summary>
    public required MountType Type { get; init; }

    /// <summary>A host path, a volume's name, an image, or empty.</summary>
    public string Source { get; init; } = "";

    /// <summary>Absolute path in the container.</summary>
    public required string Target { get; init; }

    /// <summary>Mount read-only, with what is mounted below.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Bind: <c>rprivate</c>, <c>private</c>, <c>rslave</c>, <c>slave</c>, <c>rshared</c> or <c>shared</c>; empty: <c>rprivate</c>.</summary>
    public string Propagation { get; init; } = "";

    /// <summary>Bind: without what is mounted below the source.</summary>
    public bool NonRecursive { get; init; }

    /// <summary>Bind: make the source directory if it is missing.</summary>
    public bool CreateMountpoint { get; init; }

    /// <summary>Bind: read-only for the mount itself only, not for those below.</summary>
    public bool ReadOnlyNonRecursive { get; init; }

    /// <summary>Volume: do not copy the image's files into a new volume.</summary>
    public bool NoCopy { get; init; }

    /// <summary>Volume: a directory within it.</summary>
    public string Subpath { get; init; } = "";

    /// <summary>Volume: labels of one made for this mount.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Volume: the driver of one made for this mount; empty: the container's.</summary>
    public string Driver { get; init; } = "";

    /// <summary>Volume: options of the driver for one made for this mount.</summary>
    public IReadOnlyDictionary<string, string>? DriverOptions { get; init; }

    /// <summary>tmpfs: bytes; 0: the kernel's default.</summary>
    public long TmpfsSize { get; init; }

    /// <summary>tmpfs: further mount options.</summary>
    public IReadOnlyList<string> TmpfsOptions { get; init; } = [];

    /// <summary>tmpfs: permission bits of its root; null: 1777.</summary>
    public int? TmpfsMode { get; init; }
}
