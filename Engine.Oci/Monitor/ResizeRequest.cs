namespace Engine.Oci.Monitor;

/// <summary>A new size for a terminal, in character cells.</summary>
public sealed record ResizeRequest
{
    /// <summary>The exec meant, or null for the container.</summary>
    public string? ExecId { get; init; }

    /// <summary>Lines.</summary>
    public required ushort Rows { get; init; }

    /// <summary>Characters a line.</summary>
    public required ushort Columns { get; init; }
}
