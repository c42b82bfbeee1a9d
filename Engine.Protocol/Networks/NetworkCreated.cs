namespace Engine.Protocol;

/// <summary>A network was made.</summary>
public sealed record NetworkCreated
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What the client should know, or null.</summary>
    public string? Warning { get; init; }
}
