namespace Engine.Oci.Specs;

/// <summary>A feature that is there or not (features-linux.md).</summary>
public sealed record EnabledFeature
{
    /// <summary>Supported.</summary>
    public bool? Enabled { get; init; }
}
