namespace Engine.Protocol;

/// <summary>Size of a terminal, in character cells.</summary>
public sealed record TerminalSize
{
    /// <summary>Lines.</summary>
    public required int Rows { get; init; }

    /// <summary>Characters a line.</summary>
    public required int Columns { get; init; }
}
