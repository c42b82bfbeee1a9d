namespace Engine.Oci.Specs;

/// <summary>Mount features (features-linux.md#mount-extensions).</summary>
public sealed record MountExtensions
{
    /// <summary>Id-mapped mounts.</summary>
    public EnabledFeature? Idmap { get; init; }
}
