namespace Engine.Oci.Specs;

/// <summary>The Linux part of the feature document (features-linux.md).</summary>
public sealed record LinuxFeatures
{
    /// <summary>Namespaces.</summary>
    public IReadOnlyList<string>? Namespaces { get; init; }

    /// <summary>Capabilities.</summary>
    public IReadOnlyList<string>? Capabilities { get; init; }

    /// <summary>cgroups.</summary>
    public CgroupFeatures? Cgroup { get; init; }

    /// <summary>System call filters.</summary>
    public SeccompFeatures? Seccomp { get; init; }

    /// <summary>AppArmor.</summary>
    public EnabledFeature? Apparmor { get; init; }

    /// <summary>SELinux.</summary>
    public EnabledFeature? Selinux { get; init; }

    /// <summary>Intel RDT.</summary>
    public EnabledFeature? IntelRdt { get; init; }

    /// <summary>Mounts.</summary>
    public MountExtensions? MountExtensions { get; init; }

    /// <summary>Network devices.</summary>
    public EnabledFeature? NetDevices { get; init; }
}
