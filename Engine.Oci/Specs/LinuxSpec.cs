namespace Engine.Oci.Specs;

/// <summary>The Linux part of a configuration (config-linux.md).</summary>
public sealed record LinuxSpec
{
    /// <summary>User ids of the container's user namespace.</summary>
    public IReadOnlyList<LinuxIdMapping>? UidMappings { get; init; }

    /// <summary>Group ids of the container's user namespace.</summary>
    public IReadOnlyList<LinuxIdMapping>? GidMappings { get; init; }

    /// <summary>Kernel parameters of the container's namespaces.</summary>
    public IReadOnlyDictionary<string, string>? Sysctl { get; init; }

    /// <summary>Limits.</summary>
    public LinuxResources? Resources { get; init; }

    /// <summary>Path of the cgroup; absolute is relative to the hierarchy's root.</summary>
    public string? CgroupsPath { get; init; }

    /// <summary>Namespaces, made or joined.</summary>
    public IReadOnlyList<LinuxNamespace>? Namespaces { get; init; }

    /// <summary>Device nodes beyond the default ones.</summary>
    public IReadOnlyList<LinuxDevice>? Devices { get; init; }

    /// <summary>Host network devices moved into the container, by their name.</summary>
    public IReadOnlyDictionary<string, LinuxNetDevice>? NetDevices { get; init; }

    /// <summary>System call filter.</summary>
    public LinuxSeccomp? Seccomp { get; init; }

    /// <summary><c>private</c>, <c>slave</c>, <c>shared</c> or <c>unbindable</c>.</summary>
    public string? RootfsPropagation { get; init; }

    /// <summary>Paths that cannot be read inside.</summary>
    public IReadOnlyList<string>? MaskedPaths { get; init; }

    /// <summary>Paths that cannot be written inside.</summary>
    public IReadOnlyList<string>? ReadonlyPaths { get; init; }

    /// <summary>SELinux label of mounts.</summary>
    public string? MountLabel { get; init; }

    /// <summary>Intel resource director technology.</summary>
    public LinuxIntelRdt? IntelRdt { get; init; }

    /// <summary>Execution domain (personality(2)).</summary>
    public LinuxPersonality? Personality { get; init; }

    /// <summary>Offsets of the time namespace for <c>monotonic</c> and <c>boottime</c>.</summary>
    public IReadOnlyDictionary<string, LinuxTimeOffset>? TimeOffsets { get; init; }
}
