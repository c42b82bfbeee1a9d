using Engine.Oci.Specs;

namespace Engine.Runtime.Launch;

/// <summary>What the parent does for the child, because it has the privileges for it or must do it before the clone.</summary>
internal sealed record ParentDuties
{
    /// <summary>Namespaces that the parent joins just before the clone and leaves just after, for the child to be born in.</summary>
    public IReadOnlyList<NamespaceJoin> JoinBeforeClone { get; init; } = [];

    /// <summary>Ids of the new user namespace, or null if there is none.</summary>
    public IdMappings? Mappings { get; init; }

    public IReadOnlyList<PosixRlimit> Rlimits { get; init; } = [];

    public int? OomScoreAdj { get; init; }

    /// <summary>The child needs <see cref="Slot.Procfs"/>.</summary>
    public bool NeedsProcfs { get; init; }

    /// <summary>Runs once the mounts are made, in the runtime's namespaces.</summary>
    public IReadOnlyList<HookSpec> RuntimeHooks { get; init; } = [];

    public string? SeccompListenerPath { get; init; }

    public string? SeccompListenerMetadata { get; init; }
}
