namespace Engine.Oci.Specs;

/// <summary>Offset of a clock in a time namespace (config-linux.md#offset-for-time-namespace).</summary>
public sealed record LinuxTimeOffset
{
    /// <summary>Seconds.</summary>
    public long Secs { get; init; }

    /// <summary>Nanoseconds.</summary>
    public uint Nanosecs { get; init; }
}
