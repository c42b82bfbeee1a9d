namespace Engine.Oci.Specs;

/// <summary>Intel resource director technology (config-linux.md#intelrdt).</summary>
public sealed record LinuxIntelRdt
{
    /// <summary>Class of service.</summary>
    public string? ClosID { get; init; }

    /// <summary>Lines for the schemata file.</summary>
    public IReadOnlyList<string>? Schemata { get; init; }

    /// <summary>L3 line of the schemata file.</summary>
    public string? L3CacheSchema { get; init; }

    /// <summary>Memory bandwidth line of the schemata file.</summary>
    public string? MemBwSchema { get; init; }

    /// <summary>Makes a monitoring group.</summary>
    public bool EnableMonitoring { get; init; }
}
