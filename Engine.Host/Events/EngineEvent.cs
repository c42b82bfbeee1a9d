namespace Engine.Host.Events;

/// <summary>Something that happened to an object of the engine.</summary>
internal sealed record EngineEvent
{
    /// <summary><c>container</c>, <c>image</c>, <c>volume</c>, <c>network</c> or <c>daemon</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What happened: <c>create</c>, <c>start</c>, <c>die</c>, <c>exec_create: sh</c> …</summary>
    public required string Action { get; init; }

    /// <summary>The object's id.</summary>
    public required string ActorId { get; init; }

    /// <summary>What describes the object: its name, its image, its labels, and details of the action.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>When, UTC; the service sets it.</summary>
    public DateTimeOffset Time { get; init; }
}
