using Engine.Host.Containers.Specification;
using Engine.Linux.Cgroups;

namespace Engine.Host.Containers;

/// <summary>Reads the cgroups of containers.</summary>
internal sealed class ContainerCgroups(string parent)
{
    private readonly CgroupLayout layout = CgroupLayout.Detect();

    /// <summary>Host process ids of the container's processes.</summary>
    public IReadOnlyList<int> Processes(Container container)
    {
        using Cgroup cgroup = Open(container);
        return cgroup.Processes();
    }

    /// <summary>What the kernel counted.</summary>
    public CgroupStatistics Statistics(Container container)
    {
        using Cgroup cgroup = Open(container);
        return cgroup.Statistics();
    }

    /// <summary>Names of the groups directly below <paramref name="path"/>, on whatever hierarchy.</summary>
    public static IReadOnlyCollection<string> Children(CgroupLayout layout, string path) =>
    [
        .. layout.Hierarchies
            .Select(hierarchy => Path.Combine(hierarchy.MountPoint, path.Trim('/')))
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories)
            .Select(directory => Path.GetFileName(directory)!)
            .Distinct(),
    ];

    /// <summary>Whether every directory of the group was made before a moment.</summary>
    public static bool MadeBefore(CgroupLayout layout, string path, DateTime moment) => layout.Hierarchies
        .Select(hierarchy => Path.Combine(hierarchy.MountPoint, path.Trim('/')))
        .Where(Directory.Exists)
        .All(directory => Directory.GetLastWriteTimeUtc(directory) < moment);

    private Cgroup Open(Container container) => Cgroup.Open(layout, SpecificationBuilder.CgroupPath(container, parent));
}
