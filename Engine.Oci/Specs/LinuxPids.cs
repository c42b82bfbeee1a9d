namespace Engine.Oci.Specs;

/// <summary>Limit of the number of tasks (config-linux.md#pids).</summary>
public sealed record LinuxPids
{
    /// <summary>Number of tasks; 0 and below is unlimited.</summary>
    public long? Limit { get; init; }
}
