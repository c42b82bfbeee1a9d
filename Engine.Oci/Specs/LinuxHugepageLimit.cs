namespace Engine.Oci.Specs;

/// <summary>Limit of huge pages (config-linux.md#huge-page-limits).</summary>
public sealed record LinuxHugepageLimit
{
    /// <summary>For example <c>2MB</c>.</summary>
    public string? PageSize { get; init; }

    /// <summary>Bytes.</summary>
    public ulong Limit { get; init; }
}
