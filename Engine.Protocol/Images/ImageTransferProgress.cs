namespace Engine.Protocol;

/// <summary>How far an operation on images is. The last element of a sequence that brings an image has <see cref="Image"/>.</summary>
public sealed record ImageTransferProgress
{
    /// <summary>What is done, in Docker's words: <c>Downloading</c>, <c>Pull complete</c>, <c>Pushed</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>The part it is about, the beginning of a layer's digest; empty for the whole.</summary>
    public string Part { get; init; } = "";

    /// <summary>Bytes done, or 0.</summary>
    public long Current { get; init; }

    /// <summary>Bytes to do, 0 if that is not known.</summary>
    public long Total { get; init; }

    /// <summary>The image that is there now; on the last element of a pull.</summary>
    public ImageInfo? Image { get; init; }

    /// <summary>What the registry has now; on the last elements of a push, one for each tag.</summary>
    public ImagePushResult? Pushed { get; init; }
}
