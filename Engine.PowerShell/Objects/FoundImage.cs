using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>A repository that a registry's search has found.</summary>
public sealed class FoundImage
{
    internal FoundImage(ImageSearchResult result)
    {
        Name = result.Name;
        Description = result.Description;
        Stars = result.Stars;
        IsOfficial = result.IsOfficial;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it is, in its owner's words.</summary>
    public string Description { get; }

    /// <summary>How many people like it.</summary>
    public int Stars { get; }

    /// <summary>The registry answers for it.</summary>
    public bool IsOfficial { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
