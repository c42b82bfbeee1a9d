using Engine.Host.Images.Documents;

namespace Engine.Host.Images;

/// <summary>How a root filesystem becomes an image.</summary>
internal sealed record ImportRequest
{
    /// <summary>The new image's reference, or null for none.</summary>
    public string? Reference { get; init; }

    /// <summary>A note for the image's history.</summary>
    public string? Message { get; init; }

    /// <summary>Dockerfile instructions that set the configuration.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    public Platform Platform { get; init; } = Platform.Host;
}
