using Engine.Oci.Specs;
using static Engine.Linux.Namespaces.CloneFlag;

namespace Engine.Runtime.Launch;

/// <summary>Which namespaces a container gets new, and which it joins when and how.</summary>
internal sealed record NamespaceSet
{
    /// <summary>Flags for clone3(2).</summary>
    public required ulong CloneFlags { get; init; }

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

    public bool NewMount => (CloneFlags & CLONE_NEWNS) != 0;

    /// <summary>Whether a namespace of this kind is not the runtime's own.</summary>
    public bool Has(ulong flag) => (CloneFlags & flag) != 0 || JoinBeforeClone.Concat(JoinInChild).Any(j => j.Flag == flag);

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
        bool InParent(NamespaceJoin j) => j.Flag == CLONE_NEWPID || (newUser && j.Flag is CLONE_NEWNET or CLONE_NEWIPC or CLONE_NEWUTS or CLONE_NEWCGROUP);
        return new NamespaceSet
        {
            CloneFlags = clone & ~(CLONE_NEWCGROUP | CLONE_NEWTIME),
            NewCgroup = (clone & CLONE_NEWCGROUP) != 0,
            NewTime = (clone & CLONE_NEWTIME) != 0,
            JoinBeforeClone = [.. joins.Where(InParent)],

            // The user namespace first: it gives the right to join the others that it owns.
            JoinInChild = [.. joins.Where(j => !InParent(j)).OrderBy(j => j.Flag == CLONE_NEWUSER ? 0 : 1)],
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
