using Engine.Oci.Specs;
using static Engine.Linux.Namespaces.CloneFlag;

namespace Engine.Runtime.Launch;

/// <summary>Which namespaces a container gets new, and which it joins when and how.</summary>
internal sealed record NamespaceSet
{
    /// <summary>Flags for clone3(2).</summary>
    public required ulong CloneFlags { get; init; }

    /// <summary>
    /// Flags for unshare(2) in the child, once it is root of its user namespace. With a joined one it is all of them: what is made before would
    /// belong to the runtime's own, and the container's root would have no right over it. With a new one it is the IPC namespace, because the
    /// owner of its message queues' file system is whoever makes it.
    /// </summary>
    public required ulong UnshareFlags { get; init; }

    /// <summary>Made by the child itself: the cgroup namespace once it is in its cgroup, the time namespace for its offsets.</summary>
    public required bool NewCgroup { get; init; }

    public required bool NewTime { get; init; }

    /// <summary>Joined by the parent before the clone: the pid namespace, because it takes only children in; with a new user namespace
    /// all others, because inside it the child has no right to.</summary>
    public required IReadOnlyList<NamespaceJoin> JoinBeforeClone { get; init; }

    /// <summary>Joined by the child.</summary>
    public required IReadOnlyList<NamespaceJoin> JoinInChild { get; init; }

    public bool NewUser => (CloneFlags & CLONE_NEWUSER) != 0;

    public bool JoinsUser => JoinInChild.Any(j => j.Flag == CLONE_NEWUSER);

    /// <summary>The container's user namespace is not the runtime's.</summary>
    public bool HasUser => NewUser || JoinsUser;

    /// <summary>Whether a namespace of this kind is new.</summary>
    public bool IsNew(ulong flag) => ((CloneFlags | UnshareFlags) & flag) != 0;

    /// <summary>Whether a namespace of this kind is not the runtime's own.</summary>
    public bool Has(ulong flag) => IsNew(flag) || JoinBeforeClone.Concat(JoinInChild).Any(j => j.Flag == flag);

    /// <exception cref="LaunchException">An unknown or repeated namespace.</exception>
    public static NamespaceSet From(LinuxSpec linux)
    {
        ulong clone = 0;
        ulong seen = 0;
        List<NamespaceJoin> joins = [];
        foreach (var item in linux.Namespaces ?? [])
        {
            var (flag, name) = Kind(item.Type);
            if ((seen & flag) != 0)
            {
                throw LaunchException.Invalid($"namespace {item.Type} is listed twice");
            }

            seen |= flag;
            if (string.IsNullOrEmpty(item.Path))
            {
                clone |= flag;
            }
            else
            {
                joins.Add(new NamespaceJoin(flag, name, item.Path));
            }
        }

        var newUser = (clone & CLONE_NEWUSER) != 0;
        var joinsUser = joins.Any(j => j.Flag == CLONE_NEWUSER);
        var made = clone & ~(CLONE_NEWCGROUP | CLONE_NEWTIME);
        bool InParent(NamespaceJoin j) => j.Flag == CLONE_NEWPID || (newUser && j.Flag is CLONE_NEWNET or CLONE_NEWIPC or CLONE_NEWUTS or CLONE_NEWCGROUP);
        return new NamespaceSet
        {
            CloneFlags = joinsUser ? 0 : newUser ? made & ~CLONE_NEWIPC : made,
            UnshareFlags = joinsUser ? made : newUser ? made & CLONE_NEWIPC : 0,
            NewCgroup = (clone & CLONE_NEWCGROUP) != 0,
            NewTime = (clone & CLONE_NEWTIME) != 0,
            JoinBeforeClone = [.. joins.Where(InParent)],

            // The user namespace last: inside it there is no right to join those that it does not own.
            JoinInChild = [.. joins.Where(j => !InParent(j)).OrderBy(j => j.Flag == CLONE_NEWUSER)],
        };
    }

    private static (ulong Flag, string Name) Kind(string? type) => type switch
    {
        "pid" => (CLONE_NEWPID, "pid"),
        "network" => (CLONE_NEWNET, "net"),
        "mount" => (CLONE_NEWNS, "mnt"),
        "ipc" => (CLONE_NEWIPC, "ipc"),
        "uts" => (CLONE_NEWUTS, "uts"),
        "user" => (CLONE_NEWUSER, "user"),
        "cgroup" => (CLONE_NEWCGROUP, "cgroup"),
        "time" => (CLONE_NEWTIME, "time"),
        _ => throw LaunchException.Invalid($"unknown namespace type \"{type}\""),
    };
}
