namespace Engine.Linux.Cgroups;

/// <summary>The cpuset controller of version 1: a new group has no processors and no memory nodes and cannot take a process (cpuset(7)).</summary>
internal static class CpusetControllerV1
{
    private const string Cpus = "cpuset.cpus";
    private const string Mems = "cpuset.mems";

    /// <summary>Readies a group above the one that is being made: the kernel then copies cpus and mems into new children by itself.</summary>
    internal static void PassOn(CgroupDirectory parent) => parent.Write("cgroup.clone_children", "1");

    /// <summary>Gives a group the processors and memory nodes of the nearest group above that has any, if it has none itself.</summary>
    internal static void Inherit(CgroupDirectory root, string relativePath, CgroupDirectory group)
    {
        InheritFile(root, relativePath, group, Cpus);
        InheritFile(root, relativePath, group, Mems);
    }

    private static string InheritFile(CgroupDirectory root, string relativePath, CgroupDirectory group, string file)
    {
        string own = group.Read(file).Trim();
        if (own.Length > 0)
        {
            return own;
        }

        int slash = relativePath.LastIndexOf('/');
        string inherited;
        if (slash < 0)
        {
            inherited = root.Read(file).Trim();
        }
        else
        {
            string parentPath = relativePath[..slash];
            using CgroupDirectory parent = root.OpenDirectory(parentPath)
                ?? throw new LinuxException("openat", Errno.ENOENT, $"{root.Path}/{parentPath}");
            inherited = InheritFile(root, parentPath, parent, file);
        }

        group.Write(file, inherited);
        return inherited;
    }
}
