namespace Engine.Linux.Cgroups;

/// <summary>
/// A control group: one path on every mounted hierarchy (cgroups(7)). Version 1, hybrid and version 2 look the same from here. Not for use
/// by several threads at once.
/// </summary>
public abstract partial class Cgroup : IDisposable
{
    private readonly CgroupMember[] _members;

    private protected Cgroup(CgroupLayout layout, string path)
    {
        Layout = layout;
        Path = CgroupPath.Clean(path);
        _members = new CgroupMember[layout.Hierarchies.Count];
        for (int index = 0; index < _members.Length; index++)
        {
            _members[index] = new(layout, layout.Hierarchies[index], Path[1..]);
        }
    }

    /// <summary>The machine's hierarchies.</summary>
    public CgroupLayout Layout { get; }

    /// <summary>The group's path in every hierarchy, absolute and clean.</summary>
    public string Path { get; }

    /// <summary>Whether the group exists in any hierarchy.</summary>
    public bool Exists
    {
        get
        {
            foreach (CgroupMember member in _members)
            {
                if (member.Directory is not null)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>
    /// The descriptor of the group's directory in the unified hierarchy, for clone3(2) with CLONE_INTO_CGROUP, or -1 when there is none
    /// (version 1 without the unified hierarchy). Valid until this object is disposed.
    /// </summary>
    public int UnifiedDirectory => Unified?.Number ?? -1;

    private protected ReadOnlySpan<CgroupMember> Members => _members;

    /// <summary>The group's directory in the unified hierarchy, also beside version 1.</summary>
    private protected CgroupDirectory? Unified
    {
        get
        {
            foreach (CgroupMember member in _members)
            {
                if (member.Hierarchy.Version == CgroupVersion.V2)
                {
                    return member.Directory;
                }
            }

            return null;
        }
    }

    /// <summary>
    /// Makes the group on every hierarchy, with the groups above it, ready to take processes (cpuset inherited on version 1, controllers
    /// enabled on version 2). A group that exists is taken as it is if nobody is in it: processes of others would be limited with those that
    /// come, and killed with them. If one hierarchy fails, what was made is removed again.
    /// </summary>
    /// <param name="layout">The machine's hierarchies.</param>
    /// <param name="path">Path of the group; see <see cref="CgroupPath.Clean"/>.</param>
    /// <exception cref="LinuxException">A directory cannot be made, or a file not be written.</exception>
    /// <exception cref="CgroupException">There are processes in the group.</exception>
    public static Cgroup Create(CgroupLayout layout, string path)
    {
        Cgroup cgroup = Open(layout, path);
        try
        {
            foreach (CgroupMember member in cgroup._members)
            {
                cgroup.Make(member);
            }

            int others = cgroup.Processes().Count;
            return others == 0 ? cgroup : throw new CgroupException($"the cgroup {cgroup.Path} is not empty: {others} process(es) found");
        }
        catch
        {
            foreach (CgroupMember member in cgroup._members)
            {
                member.RemoveIfMade();
            }

            cgroup.Dispose();
            throw;
        }
    }

    /// <summary>Names a group that may or may not exist. Directories are opened when they are first needed.</summary>
    /// <param name="layout">The machine's hierarchies.</param>
    /// <param name="path">Path of the group; see <see cref="CgroupPath.Clean"/>.</param>
    public static Cgroup Open(CgroupLayout layout, string path) =>
        layout.Version == CgroupVersion.V1 ? new CgroupV1(layout, path) : new CgroupV2(layout, path);

    /// <summary>Writes the limits that are set, and nothing else.</summary>
    /// <exception cref="LinuxException">The kernel refused a value; the message names file, value and errno.</exception>
    /// <exception cref="CgroupException">What is asked is not available on this machine.</exception>
    public abstract void Apply(CgroupResources resources);

    /// <summary>Suspends every process of the group and returns when all are suspended.</summary>
    /// <exception cref="CgroupException">The processes did not all stop in time.</exception>
    /// <exception cref="LinuxException">There is no such group.</exception>
    public abstract void Freeze();

    /// <summary>Resumes every process of the group.</summary>
    /// <exception cref="LinuxException">There is no such group.</exception>
    public abstract void Thaw();

    /// <summary>Whether the group is suspended or about to be.</summary>
    public abstract bool IsFrozen();

    /// <summary>What the group uses now.</summary>
    public abstract CgroupStatistics Statistics();

    /// <summary>How many processes of the group were killed because memory was out; 0 where the kernel does not count.</summary>
    public abstract ulong OomKills();

    /// <summary>
    /// Opens a descriptor for poll(2) and epoll(7) that becomes readable (POLLIN) when memory ran out or other memory events happened; it is
    /// non-blocking. Read it empty, then ask <see cref="OomKills"/>. Null when the memory controller is not there.
    /// </summary>
    public abstract FileDescriptor? OpenOomNotification();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (CgroupMember member in _members)
        {
            member.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>The directory of one hierarchy that processes are listed in.</summary>
    private protected abstract CgroupDirectory? ProcessDirectory { get; }

    /// <summary>Makes the group in one hierarchy and readies it for processes.</summary>
    private protected abstract void Make(CgroupMember member);
}
