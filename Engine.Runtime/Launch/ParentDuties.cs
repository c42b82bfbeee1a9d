using Engine.Oci.Specs;

namespace Engine.Runtime.Launch;

/// <summary>What the parent does for the child, because it has the privileges for it or must do it before the clone.</summary>
internal sealed record ParentDuties
{
    /// <summary>Namespaces that the parent joins just before the clone and leaves just after, for the child to be born in.</summary>
    public IReadOnlyList<NamespaceJoin> JoinBeforeClone { get; init; } = [];

    /// <summary>Ids of the new user namespace, or null if there is none.</summary>
    public IdMappings? Mappings { get; init; }

    /// <summary>
    /// Resource limits of the process. The parent sets them: in a user namespace the process has no right to raise its own. It does so while
    /// the process is root: those of another user's take CAP_SYS_RESOURCE, which not every runtime has.
    /// </summary>
    public IReadOnlyList<ResourceLimit> Limits { get; init; } = [];

    public int? OomScoreAdj { get; init; }

    /// <summary>The child needs <see cref="Slot.Procfs"/>.</summary>
    public bool NeedsProcfs { get; init; }

    /// <summary>Runs once the mounts are made, in the runtime's namespaces.</summary>
    public IReadOnlyList<HookSpec> RuntimeHooks { get; init; } = [];

    public string? SeccompListenerPath { get; init; }

    public string? SeccompListenerMetadata { get; init; }
}
