namespace Engine.Oci.Specs;

/// <summary>What the runtime supports, answer of <c>features</c> (features.md).</summary>
public sealed record Features
{
    /// <summary>Lowest version understood.</summary>
    public required string OciVersionMin { get; init; }

    /// <summary>Highest version understood.</summary>
    public required string OciVersionMax { get; init; }

    /// <summary>Hooks.</summary>
    public IReadOnlyList<string>? Hooks { get; init; }

    /// <summary>Mount options.</summary>
    public IReadOnlyList<string>? MountOptions { get; init; }

    /// <summary>The Linux part.</summary>
    public LinuxFeatures? Linux { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>Annotations that could change the runtime's behaviour.</summary>
    public IReadOnlyList<string>? PotentiallyUnsafeConfigAnnotations { get; init; }
}
