namespace Engine.Conformance.Tests.Comparison;

/// <summary>Where engine-runtime is on purpose unlike crun and unlike runc. An entry that no longer differs fails the test.</summary>
internal static class ExpectedDifferences
{
    private static readonly ExpectedDifference s_hooks =
        new("hooks", "outside", "each line is as under one of the peers, but not all as under the same: createContainer starts in the bundle as under crun");

    public static IReadOnlyList<ExpectedDifference> All { get; } =
    [
        .. new[] { "no limits", "memory", "cpu", "pids", "device list" }.Select(b => new ExpectedDifference(
            b, "control devices.list", "what both peers allow and not a device more: crun adds 5:1 (the host's console), runc 10:200 (tun)")),
        new("cgroup file system", "hierarchies", "the unified hierarchy is shown beside version 1's, because the container is in a group of it too"),
        new("cgroup file system", "mount /sys/fs/cgroup/unified", "as above"),
        new("cgroup file system", "mount /sys/fs/cgroup/systemd", "the mount's source is a free word; the peers have two different ones themselves"),
        s_hooks,
        new("mount through a symbolic link stays inside", "mount /sys", "crun refuses the bundle; the mount is read-only as under runc, the kernel's one sysfs behind it is not"),
        new("exec", "mount /sys 2", "as above: crun refuses what this exec asks for"),
    ];

    /// <summary>The same for the virtual machine.</summary>
    public static IReadOnlyList<ExpectedDifference> OnCgroupV2 { get; } =
    [
        .. new[] { "cpu", "update" }.Select(b => new ExpectedDifference(
            b, "control cpu.weight", "the conversion that runc and crun agreed on in 2025 (shares 1024 are weight 100); the peers here are older and draw a straight line")),
        new("exec", "mount /sys 2", "as on cgroup v1: crun refuses what this exec asks for"),
        s_hooks,
    ];
}
