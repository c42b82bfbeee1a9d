namespace Engine.Protocol;

/// <summary>Which images that nobody uses are removed.</summary>
public sealed record ImagePruneQuery
{
    /// <summary>Also images that have a reference; otherwise only those without.</summary>
    public bool All { get; init; }

    /// <summary>Only images built before then.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Labels that must be there; a null value stands for any.</summary>
    public IReadOnlyDictionary<string, string?>? Labels { get; init; }

    /// <summary>Tell what would go, and remove nothing.</summary>
    public bool Preview { get; init; }
}
