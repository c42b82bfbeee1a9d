namespace Engine.Oci.Specs;

/// <summary>The root filesystem (config.md#root).</summary>
public sealed record RootSpec
{
    /// <summary>Its directory, absolute or relative to the bundle.</summary>
    public string? Path { get; init; }

    /// <summary>The root is read-only inside the container.</summary>
    public bool Readonly { get; init; }
}
