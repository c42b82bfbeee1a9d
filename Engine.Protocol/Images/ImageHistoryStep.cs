namespace Engine.Protocol;

/// <summary>One step of how an image came to be.</summary>
public sealed record ImageHistoryStep
{
    /// <summary>When, or null if it does not say.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>What was run or set.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>A note.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Bytes of file content that the step's layer has; 0 for a step without one.</summary>
    public long Size { get; init; }

    /// <summary>The step made a layer.</summary>
    public bool HasLayer { get; init; }
}
