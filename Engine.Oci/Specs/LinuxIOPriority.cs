namespace Engine.Oci.Specs;

/// <summary>I/O priority (config.md#linux-process, ioprio_set(2)).</summary>
public sealed record LinuxIOPriority
{
    /// <summary><c>IOPRIO_CLASS_RT</c>, <c>IOPRIO_CLASS_BE</c> or <c>IOPRIO_CLASS_IDLE</c>.</summary>
    public string? Class { get; init; }

    /// <summary>0 (highest) to 7.</summary>
    public int Priority { get; init; }
}
