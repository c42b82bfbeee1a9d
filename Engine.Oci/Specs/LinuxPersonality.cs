namespace Engine.Oci.Specs;

/// <summary>Execution domain (config-linux.md#personality).</summary>
public sealed record LinuxPersonality
{
    /// <summary><c>LINUX</c> or <c>LINUX32</c>.</summary>
    public string? Domain { get; init; }

    /// <summary>None are defined.</summary>
    public IReadOnlyList<string>? Flags { get; init; }
}
