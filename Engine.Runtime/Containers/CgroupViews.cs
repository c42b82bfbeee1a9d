using Engine.Linux.Cgroups;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Containers;

/// <summary>How a container sees its cgroup at /sys/fs/cgroup.</summary>
internal static class CgroupViews
{
    public static IReadOnlyList<CgroupView> Of(CgroupLayout layout, string path)
    {
        if (layout.Hierarchies is [{ Version: CgroupVersion.V2 } only])
        {
            return [new CgroupView("", only.MountPoint + path, [])];
        }

        return [.. layout.Hierarchies.Select(h => View(h.MountPoint, path))];
    }

    /// <summary>Controllers mounted together (<c>cpu,cpuacct</c>) can be reached by each one's name.</summary>
    private static CgroupView View(string mountPoint, string path)
    {
        var name = Path.GetFileName(mountPoint);
        return new CgroupView(name, mountPoint + path, name.Contains(',') ? name.Split(',') : []);
    }
}
