namespace Engine.Protocol;

/// <summary>Which images are wanted. What is not given does not restrict.</summary>
public sealed record ImageQuery
{
    /// <summary>A reference, with <c>*</c> and <c>?</c> as wildcards.</summary>
    public string? Reference { get; init; }

    /// <summary>Only images without (true) or with (false) a reference.</summary>
    public bool? Dangling { get; init; }

    /// <summary>Labels that must be there; a null value stands for any.</summary>
    public IReadOnlyDictionary<string, string?>? Labels { get; init; }
}
