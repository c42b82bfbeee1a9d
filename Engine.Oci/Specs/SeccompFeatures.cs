namespace Engine.Oci.Specs;

/// <summary>System call filter support (features-linux.md#seccomp).</summary>
public sealed record SeccompFeatures
{
    /// <summary>Supported.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Actions.</summary>
    public IReadOnlyList<string>? Actions { get; init; }

    /// <summary>Comparisons.</summary>
    public IReadOnlyList<string>? Operators { get; init; }

    /// <summary>Architectures.</summary>
    public IReadOnlyList<string>? Archs { get; init; }

    /// <summary>Flags known.</summary>
    public IReadOnlyList<string>? KnownFlags { get; init; }

    /// <summary>Flags the kernel supports.</summary>
    public IReadOnlyList<string>? SupportedFlags { get; init; }
}
