namespace Engine.Protocol;

/// <summary>Something a container wrote: a line, or a part of a long one.</summary>
public sealed record LogEntry
{
    /// <summary>When the engine got it.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Where it was written.</summary>
    public required OutputStream Stream { get; init; }

    /// <summary>The bytes as text, the end of line included; without one the line goes on in the stream's next entry.</summary>
    public required string Text { get; init; }
}
