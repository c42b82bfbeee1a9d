namespace Engine.PowerShell;

/// <summary>What a container's health check says. The values are the contract's, but for None.</summary>
public enum ContainerHealth
{
    /// <summary>There is no check, or it was never started.</summary>
    None = -1,

    /// <summary>It has not succeeded yet, and not failed often enough.</summary>
    Starting = 0,

    /// <summary>It succeeds.</summary>
    Healthy = 1,

    /// <summary>It failed too often in a row, or the container does not run.</summary>
    Unhealthy = 2,
}
