namespace Engine.Oci.Specs;

/// <summary>A process of a container (runtime-spec 1.2, config.md#process).</summary>
public sealed record ProcessSpec
{
    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<string>? Args { get; init; }
}
