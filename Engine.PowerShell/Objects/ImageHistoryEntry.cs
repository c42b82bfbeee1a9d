using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>One step of how an image came to be.</summary>
public sealed class ImageHistoryEntry
{
    internal ImageHistoryEntry(ImageHistoryStep step, string image)
    {
        Image = image;
        Created = step.Created;
        CreatedBy = step.CreatedBy;
        Comment = step.Comment;
        Size = step.Size;
        HasLayer = step.HasLayer;
    }

    /// <summary>The image, as it was asked for.</summary>
    public string Image { get; }

    /// <summary>When.</summary>
    public DateTimeOffset? Created { get; }

    /// <summary>What was run or set.</summary>
    public string CreatedBy { get; }

    /// <summary>A note.</summary>
    public string Comment { get; }

    /// <summary>Bytes of file content that the step's layer has.</summary>
    public long Size { get; }

    /// <summary>The step made a layer.</summary>
    public bool HasLayer { get; }

    /// <inheritdoc/>
    public override string ToString() => CreatedBy;
}
