namespace Engine.Build.Packages;

/// <summary>What each verb needs beyond the SDK and git.</summary>
internal static class Requirements
{
    /// <summary>NativeAOT's linker and the archives that a static executable is linked from.</summary>
    public static readonly Requirement[] NativeBuild =
    [
        new("gcc", "to link the native binaries", "gcc"),
        new("libc6-dev", "to link the native binaries"),
        new("zlib1g-dev", "to link the native binaries"),
    ];

    public static readonly Requirement[] Demo =
    [
        .. NativeBuild,
        new("busybox-static", "as the content of the demo's image", "busybox"),
    ];

    public static readonly Requirement[] Tests =
    [
        .. NativeBuild,
        new("busybox-static", "as the content of test images", "busybox"),
        new("libseccomp2", "to compare seccomp filters with", Optional: true),
        new("nftables", "to read the firewall back with", "nft", Optional: true),
    ];

    /// <summary>What the runtime is compared with and driven by; none of it is needed to use the engine.</summary>
    public static readonly Requirement[] ConformanceTests =
    [
        new("crun", "to compare the runtime with", "crun", Optional: true),
        new("runc", "to compare the runtime with", "runc", Optional: true),
        new("qemu-system-x86", "to boot an older kernel with cgroup v2", "qemu-system-x86_64", Optional: true),
        new("podman", "to drive the runtime as podman does", "podman", Optional: true),
    ];
}
