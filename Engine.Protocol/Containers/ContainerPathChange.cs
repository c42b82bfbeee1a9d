namespace Engine.Protocol;

/// <summary>A file that a container made, changed or removed.</summary>
public sealed record ContainerPathChange
{
    /// <summary>Its absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>What was done.</summary>
    public required ContainerChangeKind Kind { get; init; }
}
