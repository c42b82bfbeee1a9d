namespace Engine.Runtime.Launch;

/// <summary>What the child tells its parent.</summary>
internal enum StatusKind
{
    None = 0,

    /// <summary>A step failed: its index, errno and a detail (a hook's wait status).</summary>
    Failed = 1,

    /// <summary>The child waits for its id mappings.</summary>
    NeedMappings = 2,

    /// <summary>The mounts are made; hooks of the runtime's namespaces run now.</summary>
    NeedHooks = 3,

    /// <summary>The terminal's master side comes along.</summary>
    Terminal = 4,

    /// <summary>The seccomp listener comes along.</summary>
    SeccompListener = 5,

    /// <summary>The child goes on as another process, whose id is the detail, and waits to be followed.</summary>
    Reborn = 7,

    /// <summary>The child, root still, waits for its resource limits.</summary>
    NeedLimits = 8,

    /// <summary>Everything is set up; the child waits for the start.</summary>
    Created = 6,
}
