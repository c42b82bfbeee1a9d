namespace Engine.Conformance.Tests.Bundles;

/// <summary>Every bundle of the comparison.</summary>
public static partial class BundleCatalog
{
    /// <summary>All, by concern.</summary>
    public static IReadOnlyList<Bundle> All { get; } = [.. Mounts, .. Identity, .. Isolation, .. Resources, .. Processes, .. Lifecycle, .. Refusals];

    /// <summary>Those that are run once more in the virtual machine, where everything is slow: what depends on control groups, devices or the kernel's age.</summary>
    public static IReadOnlyList<Bundle> ForGuest { get; } =
    [
        .. All.Where(b => b.Name is "baseline" or "read-only root" or "cgroup file system" or "tmpfs with copy-up" or "user namespace" or "five sets" or "cgroup namespace"
            or "devices" or "device rules" or "seccomp" or "seccomp that kills" or "rlimits" or "sysctl"),
        .. Resources,
        .. All.Where(b => b.Name is "states" or "pause and resume" or "signals" or "exec" or "exec refused" or "process list" or "hooks"),
    ];
}
