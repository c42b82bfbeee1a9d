using Engine.Host.Images;

namespace Engine.Host.Containers;

/// <summary>What is said of an image that is made of a container.</summary>
internal sealed record CommitDescription
{
    /// <summary>The image's reference, or null for none.</summary>
    public ImageReference? Reference { get; init; }

    public string Author { get; init; } = "";

    public string Comment { get; init; } = "";

    /// <summary>Dockerfile instructions that set the configuration.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];
}
