namespace Engine.Oci.Specs;

/// <summary>Limits (config-linux.md#control-groups).</summary>
public sealed record LinuxResources
{
    /// <summary>Device access rules, later ones win.</summary>
    public IReadOnlyList<LinuxDeviceCgroup>? Devices { get; init; }

    /// <summary>Memory.</summary>
    public LinuxMemory? Memory { get; init; }

    /// <summary>CPU time and sets.</summary>
    public LinuxCpu? Cpu { get; init; }

    /// <summary>Number of tasks.</summary>
    public LinuxPids? Pids { get; init; }

    /// <summary>Block devices.</summary>
    public LinuxBlockIO? BlockIO { get; init; }

    /// <summary>Huge pages.</summary>
    public IReadOnlyList<LinuxHugepageLimit>? HugepageLimits { get; init; }

    /// <summary>Traffic class and priorities (cgroup v1).</summary>
    public LinuxNetwork? Network { get; init; }

    /// <summary>RDMA by device.</summary>
    public IReadOnlyDictionary<string, LinuxRdma>? Rdma { get; init; }

    /// <summary>cgroup v2 files and what is written to them.</summary>
    public IReadOnlyDictionary<string, string>? Unified { get; init; }
}
