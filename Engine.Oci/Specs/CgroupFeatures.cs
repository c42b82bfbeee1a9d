namespace Engine.Oci.Specs;

/// <summary>cgroup support (features-linux.md#cgroup).</summary>
public sealed record CgroupFeatures
{
    /// <summary>cgroup v1.</summary>
    public bool? V1 { get; init; }

    /// <summary>cgroup v2.</summary>
    public bool? V2 { get; init; }

    /// <summary>Through systemd.</summary>
    public bool? Systemd { get; init; }

    /// <summary>Through a user's systemd.</summary>
    public bool? SystemdUser { get; init; }

    /// <summary>RDMA.</summary>
    public bool? Rdma { get; init; }
}
