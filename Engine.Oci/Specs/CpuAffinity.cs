namespace Engine.Oci.Specs;

/// <summary>CPU affinity of a process that exec starts (config.md#linux-process, execCPUAffinity).</summary>
public sealed record CpuAffinity
{
    /// <summary>CPU list, for example <c>0-3,7</c>, before the process enters the container's cgroup.</summary>
    public string? Initial { get; init; }

    /// <summary>CPU list after it entered the cgroup.</summary>
    public string? Final { get; init; }
}
