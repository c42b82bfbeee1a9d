using Engine.Linux.Cgroups;

namespace Engine.Linux.Tests.Cgroups;

/// <summary>Hierarchies in memory: control files with contents, and a log of everything that was written, by order.</summary>
internal sealed class FakeCgroupFileSystem
{
    internal SortedDictionary<string, string> Files { get; } = [];

    internal SortedSet<string> Directories { get; } = [];

    /// <summary>«path/file=value» for each write, by order.</summary>
    internal List<string> Writes { get; } = [];

    /// <summary>Writes that fail: «path/file» or «path/file=value» to errno.</summary>
    internal Dictionary<string, Errno> Refused { get; } = [];

    /// <summary>What a file holds after a write of a value, which is the file's n-th, as control files do not always hold what was written.</summary>
    internal Dictionary<string, Func<string, int, string>> AfterWrite { get; } = [];

    /// <summary>Called when a directory is made, to put the kernel's files into it.</summary>
    internal Action<string> Populate { get; set; } = static _ => { };

    /// <summary>How often the removal of a directory still answers EBUSY.</summary>
    internal Dictionary<string, int> Busy { get; } = [];

    internal List<string> Removed { get; } = [];

    internal CgroupLayout Layout(params CgroupHierarchy[] hierarchies)
    {
        foreach (CgroupHierarchy hierarchy in hierarchies)
        {
            Directories.Add(hierarchy.MountPoint);
        }

        return new(hierarchies) { OpenRoot = hierarchy => new FakeCgroupDirectory(this, hierarchy.MountPoint) };
    }
}
