namespace Engine.Protocol;

/// <summary>A repository that a registry's search has found.</summary>
public sealed record ImageSearchResult
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in its owner's words.</summary>
    public string Description { get; init; } = "";

    /// <summary>How many people like it.</summary>
    public int Stars { get; init; }

    /// <summary>The registry answers for it.</summary>
    public bool IsOfficial { get; init; }
}
