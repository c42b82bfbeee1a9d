namespace Engine.Oci.Specs;

/// <summary>A device access rule (config-linux.md#allowed-device-list).</summary>
public sealed record LinuxDeviceCgroup
{
    /// <summary>Allows, otherwise denies.</summary>
    public bool Allow { get; init; }

    /// <summary><c>a</c> (all), <c>c</c> or <c>b</c>; null is all.</summary>
    public string? Type { get; init; }

    /// <summary>Major number; null is any.</summary>
    public long? Major { get; init; }

    /// <summary>Minor number; null is any.</summary>
    public long? Minor { get; init; }

    /// <summary>Of <c>r</c>, <c>w</c> and <c>m</c>.</summary>
    public string? Access { get; init; }
}
