namespace Engine.Linux.Cgroups;

/// <summary>
/// Finds hierarchies where every distribution mounts them, from <c>/proc/self/cgroup</c> (cgroups(7)). The kernel needs about 0.15 ms to
/// write the table of mounts and a fifth of that to write this file.
/// </summary>
internal static class UsualMounts
{
    private const string Named = "name=";
    private const string UnifiedDirectory = "unified";

    /// <summary>All hierarchies of a machine with version 1, or null if one is not where it usually is.</summary>
    /// <param name="membership">The content of <c>/proc/self/cgroup</c>.</param>
    /// <param name="top">The directory with a directory for each hierarchy.</param>
    /// <param name="fileSystemType">Magic number of the file system at a path.</param>
    internal static List<CgroupHierarchy>? Find(ReadOnlySpan<char> membership, string top, Func<string, long> fileSystemType)
    {
        List<CgroupHierarchy> found = [];
        foreach (ReadOnlySpan<char> line in membership.EnumerateLines())
        {
            // «4:cpu,cpuacct:/path», «1:name=systemd:/path», and version 2's «0::/path».
            int colon = line.IndexOf(':');
            int second = colon < 0 ? -1 : line[(colon + 1)..].IndexOf(':');
            if (second < 0)
            {
                continue;
            }

            CgroupHierarchy hierarchy = Describe(line.Slice(colon + 1, second), top);
            long expected = hierarchy.Version == CgroupVersion.V1 ? FileSystemType.CGROUP_SUPER_MAGIC : FileSystemType.CGROUP2_SUPER_MAGIC;
            if (fileSystemType(hierarchy.MountPoint) != expected)
            {
                return null;
            }

            found.Add(hierarchy);
        }

        return found.Count > 0 ? found : null;
    }

    private static CgroupHierarchy Describe(ReadOnlySpan<char> controllers, string top)
    {
        if (controllers.IsEmpty)
        {
            return new(CgroupVersion.V2, $"{top}/{UnifiedDirectory}", CgroupControllers.None);
        }

        string? name = controllers.StartsWith(Named) ? controllers[Named.Length..].ToString() : null;
        return new(CgroupVersion.V1, $"{top}/{(name is null ? controllers : name)}", CgroupControllerName.ParseList(controllers, ','), name);
    }
}
