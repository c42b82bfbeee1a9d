namespace Engine.Protocol;

/// <summary>How the changes of a container become an image.</summary>
public sealed record ImageCommitRequest
{
    /// <summary>The container's name or id.</summary>
    public required string Container { get; init; }

    /// <summary>The new image's reference, or null for none.</summary>
    public string? Reference { get; init; }

    /// <summary>Who made it.</summary>
    public string? Author { get; init; }

    /// <summary>A note in the image's history.</summary>
    public string? Message { get; init; }

    /// <summary>Dockerfile instructions that set the new image's configuration.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>Freeze a running container meanwhile, so that the image is of one moment.</summary>
    public bool Pause { get; init; } = true;
}
