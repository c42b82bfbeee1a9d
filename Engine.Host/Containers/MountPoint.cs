using System.Text.Json.Serialization;
using Engine.Host.Volumes;

namespace Engine.Host.Containers;

/// <summary>A mount of a container, resolved: what <c>inspect</c> shows and the OCI configuration mounts.</summary>
internal sealed record MountPoint
{
    /// <summary>What is mounted.</summary>
    public required MountType Type { get; init; }

    /// <summary>The volume's name, the image as it was named, or null.</summary>
    public string? Name { get; init; }

    /// <summary>A volume's driver; empty: the local one.</summary>
    public string Driver { get; init; } = "";

    /// <summary>A directory within the volume, or empty.</summary>
    public string Subpath { get; init; } = "";

    /// <summary>The id of an image that is mounted, or null.</summary>
    public string? ImageId { get; init; }

    /// <summary>A file system mounted in the container in place of <see cref="Source"/>; known when the container starts.</summary>
    [JsonIgnore]
    public VolumeFileSystem? FileSystem { get; init; }

    /// <summary>Further options of the mount; known when the container starts.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> MountOptions { get; init; } = [];

    /// <summary>Absolute path on the host, or empty for tmpfs.</summary>
    public string Source { get; init; } = "";

    /// <summary>Absolute path in the container.</summary>
    public required string Destination { get; init; }

    /// <summary>The options as the client spelt them.</summary>
    public string Mode { get; init; } = "";

    /// <summary>Writable.</summary>
    public bool ReadWrite { get; init; } = true;

    /// <summary>Mount propagation of a bind.</summary>
    public string Propagation { get; init; } = "";

    /// <summary>With what is mounted below the source.</summary>
    public bool Recursive { get; init; } = true;

    /// <summary>Read-only for the mount itself only.</summary>
    public bool ReadOnlyNonRecursive { get; init; }

    /// <summary>A volume made for this container alone, removed with it on request.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Fill the volume from the image when it is empty.</summary>
    public bool CopyUp { get; init; }

    /// <summary>tmpfs: its mount options.</summary>
    public IReadOnlyList<string> TmpfsOptions { get; init; } = [];

    /// <summary>It came from a typed mount, and belongs there in the answer of <c>inspect</c>.</summary>
    public bool FromMounts { get; init; }
}
