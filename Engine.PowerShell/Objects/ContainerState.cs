namespace Engine.PowerShell;

/// <summary>What a container is doing. The values are the contract's.</summary>
public enum ContainerState
{
    /// <summary>It was never started.</summary>
    Created = 0,

    /// <summary>It runs.</summary>
    Running = 1,

    /// <summary>It is frozen.</summary>
    Paused = 2,

    /// <summary>It will be started again by its restart policy.</summary>
    Restarting = 3,

    /// <summary>It ended.</summary>
    Exited = 4,

    /// <summary>It is being removed.</summary>
    Removing = 5,

    /// <summary>What is left can only be removed.</summary>
    Dead = 6,
}
