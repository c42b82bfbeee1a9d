namespace Engine.Protocol;

/// <summary>What a container's health check says.</summary>
public enum HealthStatus
{
    /// <summary>It has not succeeded yet, and not failed often enough.</summary>
    Starting = 0,

    /// <summary>It succeeds.</summary>
    Healthy = 1,

    /// <summary>It failed too often in a row, or the container does not run.</summary>
    Unhealthy = 2,
}
