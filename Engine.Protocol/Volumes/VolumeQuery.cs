namespace Engine.Protocol;

/// <summary>Which volumes are wanted.</summary>
public sealed record VolumeQuery
{
    /// <summary>Only those with all of these labels; null stands for any value.</summary>
    public IReadOnlyDictionary<string, string?>? Labels { get; init; }

    /// <summary>Only those that a container has (false), or that none has (true).</summary>
    public bool? Dangling { get; init; }

    /// <summary>Count their files: takes as long as they have many.</summary>
    public bool WithSize { get; init; }
}
