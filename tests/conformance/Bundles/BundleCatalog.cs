namespace Engine.Conformance.Tests.Bundles;

/// <summary>Every bundle of the comparison.</summary>
public static partial class BundleCatalog
{
    /// <summary>All, by concern.</summary>
    public static IReadOnlyList<Bundle> All { get; } = [.. Mounts, .. Identity, .. Isolation, .. Resources, .. Processes, .. Lifecycle, .. Refusals];

    /// <summary>Those that are run once more in the virtual machine, where everything is slow: what depends on control groups, devices or the kernel's age.</summary>
    public static IReadOnlyList<Bundle> ForGuest { get; } =
    [
        // Issue 2: the others differ there still (the /dev/core link, cpu.weight by the newer conversion) or outlast the machine's time limit.
        .. All.Where(b => b.Name is "device rules" or "seccomp that kills"),
        .. Resources.Where(b => b.Name is not ("cpu" or "cpuset" or "update")),
    ];
}
