namespace Engine.Linux.Cgroups;

/// <summary>The control group hierarchies of this machine: pure version 1, hybrid (version 1 with the unified one beside it), or version 2.</summary>
public sealed class CgroupLayout
{
    private const string UsualMountPoint = "/sys/fs/cgroup";

    /// <param name="hierarchies">The hierarchies; of two that are the same one (a second mount of it), the first counts.</param>
    public CgroupLayout(IReadOnlyList<CgroupHierarchy> hierarchies)
    {
        Hierarchies = hierarchies;
        bool legacy = false;
        foreach (CgroupHierarchy hierarchy in hierarchies)
        {
            legacy |= hierarchy.Version == CgroupVersion.V1 && hierarchy.Controllers != CgroupControllers.None;
        }

        Version = legacy ? CgroupVersion.V1 : CgroupVersion.V2;
    }

    /// <summary>The interface that resources are controlled by: version 1 in pure and hybrid layouts.</summary>
    public CgroupVersion Version { get; }

    /// <summary>Every mounted hierarchy, once.</summary>
    public IReadOnlyList<CgroupHierarchy> Hierarchies { get; }

    /// <summary>Opens a hierarchy's root directory; tests put a recording directory here.</summary>
    internal Func<CgroupHierarchy, CgroupDirectory> OpenRoot { get; init; } =
        static hierarchy => KernelCgroupDirectory.OpenRoot(hierarchy.MountPoint);

    /// <summary>Finds the hierarchies of the calling process's mount namespace.</summary>
    /// <exception cref="CgroupException">No hierarchy is mounted.</exception>
    /// <exception cref="LinuxException"><c>/proc/self/mountinfo</c> cannot be read.</exception>
    public static CgroupLayout Detect()
    {
        // The common case of today needs no table: version 2 alone is mounted at the usual place.
        if (FileSystemType.Of(UsualMountPoint) == FileSystemType.CGROUP2_SUPER_MAGIC)
        {
            return new([new(CgroupVersion.V2, UsualMountPoint, CgroupControllers.None)]);
        }

        using CgroupDirectory self = KernelCgroupDirectory.OpenRoot("/proc/self");
        CgroupLayout layout = new(
            UsualMounts.Find(self.Read("cgroup"), UsualMountPoint, FileSystemType.Of) ?? CgroupMountTable.Parse(self.Read("mountinfo")));
        return layout.Hierarchies.Count > 0
            ? layout
            : throw new CgroupException("no control group hierarchy is mounted (/proc/self/mountinfo names none)");
    }
}
