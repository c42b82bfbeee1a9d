using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>A reference that was sent to a registry.</summary>
public sealed class PushedImage
{
    internal PushedImage(ImagePushResult result)
    {
        Reference = result.Reference;
        Digest = result.Digest;
        ManifestSize = result.Size;
    }

    /// <summary>The reference.</summary>
    public string Reference { get; }

    /// <summary>Digest of the manifest that it names at the registry.</summary>
    public string Digest { get; }

    /// <summary>Bytes of the manifest.</summary>
    public long ManifestSize { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Reference}@{Digest}";
}
