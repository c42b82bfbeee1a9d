namespace Engine.PowerShell;

/// <summary>What Wait-Container waits for.</summary>
public enum ContainerWaitTarget
{
    /// <summary>It has ended, or does not run anyway.</summary>
    Exited = 0,

    /// <summary>It runs.</summary>
    Running = 1,

    /// <summary>It is gone.</summary>
    Removed = 2,

    /// <summary>It runs, and its health check succeeds. One without a check is healthy when it runs.</summary>
    Healthy = 3,
}
