using Engine.Host.Images.Documents;

namespace Engine.Host.Images;

/// <summary>How the changes of a container become an image.</summary>
internal sealed record CommitRequest
{
    /// <summary>The container's ID: its writable layer becomes the new image's topmost.</summary>
    public required string ContainerId { get; init; }

    /// <summary>The image that the container stands on.</summary>
    public required string ParentId { get; init; }

    /// <summary>What containers of the new image run.</summary>
    public required ImageDefaults Defaults { get; init; }

    /// <summary>What the container ran, for the history.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>The new image's reference, or null for none.</summary>
    public ImageReference? Reference { get; init; }

    public string Author { get; init; } = "";

    public string Comment { get; init; } = "";

    /// <summary>Dockerfile instructions that change <see cref="Defaults"/>.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];
}
