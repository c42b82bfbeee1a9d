namespace Engine.Oci.Specs;

/// <summary>Size of a terminal in character cells (config.md#process, consoleSize).</summary>
public sealed record ConsoleSize
{
    /// <summary>Lines.</summary>
    public uint Height { get; init; }

    /// <summary>Characters a line.</summary>
    public uint Width { get; init; }
}
