namespace Engine.PowerShell;

/// <summary>Something happened in an engine.</summary>
public sealed class EngineEvent
{
    internal EngineEvent(Protocol.EngineEvent source)
    {
        Time = source.Time;
        Type = source.Type;
        Action = source.Action;
        Id = source.Id;
        Attribute = source.Attributes;
    }

    /// <summary>When.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>To what kind of thing: container, image.</summary>
    public string Type { get; }

    /// <summary>What: create, start, die.</summary>
    public string Action { get; }

    /// <summary>The thing's id.</summary>
    public string Id { get; }

    /// <summary>The thing's name, or its id.</summary>
    public string Name => Attribute.TryGetValue("name", out var name) ? name : Id;

    /// <summary>Image, labels, exit code and the like.</summary>
    public IReadOnlyDictionary<string, string> Attribute { get; }
}
