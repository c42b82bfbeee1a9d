using Engine.Linux.SecurityModules;
using Engine.Oci.Specs;

namespace Engine.Runtime.Launch;

/// <summary>What a launch needs to know beside the configuration.</summary>
internal sealed record LaunchOptions
{
    public required string ContainerId { get; init; }

    /// <summary>Absolute path of the bundle, to which relative sources refer.</summary>
    public required string Bundle { get; init; }

    /// <summary>Who the process runs as, already resolved; null: <c>process.user</c>.</summary>
    public ProcessUser? User { get; init; }

    /// <summary>The user's home directory, for <c>HOME</c>.</summary>
    public string Home { get; init; } = "/";

    /// <summary>The container's cgroup in every hierarchy, for cgroup mounts; empty: there is none.</summary>
    public IReadOnlyList<CgroupView> Cgroups { get; init; } = [];

    /// <summary>Descriptors into which the child writes "0" to join its cgroup (cgroup v1).</summary>
    public int CgroupJoins { get; init; }

    /// <summary>Be the container's init (<c>--init</c>).</summary>
    public bool Init { get; init; }

    public bool NoPivot { get; init; }

    public bool NoNewKeyring { get; init; }

    /// <summary>The process dies with its parent.</summary>
    public bool DieWithParent { get; init; }

    /// <summary>Descriptors after the standard three that the program inherits.</summary>
    public int PreserveDescriptors { get; init; }

    /// <summary>Another process starts the container: reports and the go-ahead go through <see cref="Slot.StartStatus"/> and <see cref="Slot.StartControl"/>.</summary>
    public bool StartedByAnother { get; init; }

    /// <summary>Capabilities that can be given away: the runtime's own permitted set.</summary>
    public ulong AvailableCapabilities { get; init; } = ulong.MaxValue;

    /// <summary>Highest capability the kernel knows.</summary>
    public int LastCapability { get; init; } = 40;

    /// <summary>The kernel's security modules, looked for only where the configuration asks for a label.</summary>
    public SecurityModule SecurityModules { get; init; }

    /// <summary>The compiled seccomp filter, if the configuration has one.</summary>
    public CompiledFilter? Filter { get; init; }
}
