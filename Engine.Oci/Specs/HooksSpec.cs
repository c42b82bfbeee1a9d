namespace Engine.Oci.Specs;

/// <summary>Programs run at points of the life cycle (config.md#posix-platform-hooks).</summary>
public sealed record HooksSpec
{
    /// <summary>Deprecated: after <c>create</c> made the namespaces, in the runtime's namespaces.</summary>
    public IReadOnlyList<HookSpec>? Prestart { get; init; }

    /// <summary>As <see cref="Prestart"/>, right after it.</summary>
    public IReadOnlyList<HookSpec>? CreateRuntime { get; init; }

    /// <summary>Before pivot_root, in the container's namespaces; the program is looked up in the runtime's.</summary>
    public IReadOnlyList<HookSpec>? CreateContainer { get; init; }

    /// <summary>Before the program is executed, in the container.</summary>
    public IReadOnlyList<HookSpec>? StartContainer { get; init; }

    /// <summary>After the program was executed, in the runtime's namespaces.</summary>
    public IReadOnlyList<HookSpec>? Poststart { get; init; }

    /// <summary>After the container was deleted, in the runtime's namespaces.</summary>
    public IReadOnlyList<HookSpec>? Poststop { get; init; }
}
