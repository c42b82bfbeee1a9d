namespace Engine.Host.Containers.Health;

/// <summary>What a container's health check says. Their names in lower case are Docker's.</summary>
internal enum HealthStatus
{
    /// <summary>It has not succeeded yet, and not failed often enough.</summary>
    Starting,

    /// <summary>The last one succeeded, or too few failed since.</summary>
    Healthy,

    /// <summary>Too many failed in a row, or nobody checks because the program does not run.</summary>
    Unhealthy,
}
