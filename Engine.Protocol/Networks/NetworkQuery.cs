namespace Engine.Protocol;

/// <summary>Which networks are wanted; what is null does not count.</summary>
public sealed record NetworkQuery
{
    /// <summary>Those with all of these labels; a null value stands for any.</summary>
    public IReadOnlyDictionary<string, string?>? Labels { get; init; }

    /// <summary>Those with this driver.</summary>
    public string? Driver { get; init; }

    /// <summary>Those that running containers are on, or those that none is on.</summary>
    public bool? InUse { get; init; }
}
