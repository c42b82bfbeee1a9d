namespace Engine.Protocol;

/// <summary>What goes into an archive of images.</summary>
public sealed record ImageExportRequest
{
    /// <summary>References and ids; a repository without a tag stands for all of its tags.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>The images must be for this platform, <c>linux/arm64</c>, or null.</summary>
    public string? Platform { get; init; }
}
