namespace Engine.Host.Containers;

/// <summary>The states of a container. Their names in lower case are Docker's.</summary>
internal enum ContainerStatus
{
    /// <summary>Made and never started.</summary>
    Created,

    /// <summary>The program runs.</summary>
    Running,

    /// <summary>The program is frozen.</summary>
    Paused,

    /// <summary>The program ended and will be started again.</summary>
    Restarting,

    /// <summary>The program ended.</summary>
    Exited,

    /// <summary>Being removed.</summary>
    Removing,

    /// <summary>Its removal failed half-way; only another removal is possible.</summary>
    Dead,
}
