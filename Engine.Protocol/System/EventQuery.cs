namespace Engine.Protocol;

/// <summary>Which events are wanted. An empty list wants all.</summary>
public sealed record EventQuery
{
    /// <summary>From then on (past events are sent first); null: from now on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The stream ends then; null: never.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Types (<c>container</c>, <c>image</c>).</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Actions (<c>start</c>, <c>die</c>).</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Containers by name or id.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>Labels that must be there; a null value stands for any.</summary>
    public IReadOnlyDictionary<string, string?>? Labels { get; init; }
}
