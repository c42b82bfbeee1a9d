namespace Engine.Runtime.Launch;

/// <summary>A container's cgroup in one hierarchy.</summary>
/// <param name="Name">Directory below /sys/fs/cgroup where the hierarchy is mounted; empty for a pure cgroup v2 system.</param>
/// <param name="HostPath">The cgroup's absolute path on the host.</param>
/// <param name="Aliases">Further names of the hierarchy: symbolic links to it.</param>
internal sealed record CgroupView(string Name, string HostPath, IReadOnlyList<string> Aliases);
