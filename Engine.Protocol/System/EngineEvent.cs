namespace Engine.Protocol;

/// <summary>Something happened. Types and actions are Docker's words.</summary>
public sealed record EngineEvent
{
    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>To what kind of thing (<c>container</c>, <c>image</c>).</summary>
    public required string Type { get; init; }

    /// <summary>What (<c>create</c>, <c>start</c>, <c>die</c>, <c>import</c>).</summary>
    public required string Action { get; init; }

    /// <summary>The thing's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, image, labels, exit code and the like.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }
}
