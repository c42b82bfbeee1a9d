namespace Engine.Oci.Monitor;

/// <summary>A root filesystem assembled as a detached overlay mount (fsopen, one <c>lowerdir+</c> per layer).</summary>
public sealed record OverlayRoot
{
    /// <summary>Absolute layer directories, topmost first, as overlayfs wants them.</summary>
    public required IReadOnlyList<string> Lower { get; init; }

    /// <summary>Absolute path of the writable layer, or null for a read-only root.</summary>
    public string? Upper { get; init; }

    /// <summary>Absolute path of overlayfs' work directory, on the file system of <see cref="Upper"/>.</summary>
    public string? Work { get; init; }
}
