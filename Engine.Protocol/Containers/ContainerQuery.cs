namespace Engine.Protocol;

/// <summary>Which containers are wanted. What is not given does not restrict; every state counts.</summary>
public sealed record ContainerQuery
{
    /// <summary>Only in one of these states.</summary>
    public IReadOnlyList<ContainerState> States { get; init; } = [];

    /// <summary>Labels that must be there; a null value stands for any.</summary>
    public IReadOnlyDictionary<string, string?>? Labels { get; init; }

    /// <summary>Only of this image.</summary>
    public string? Image { get; init; }
}
