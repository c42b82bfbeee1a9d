using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>What Clear-Image has removed.</summary>
public sealed class ImagePruneReport
{
    internal ImagePruneReport(ImagePruneResult result)
    {
        Untagged = result.Untagged;
        Deleted = result.Deleted;
        ReclaimedBytes = result.ReclaimedBytes;
    }

    /// <summary>References that are gone.</summary>
    public IReadOnlyList<string> Untagged { get; }

    /// <summary>Ids of images and layers that are gone.</summary>
    public IReadOnlyList<string> Deleted { get; }

    /// <summary>Bytes that are free again.</summary>
    public long ReclaimedBytes { get; }
}
