namespace Engine.Host.Containers;

/// <summary>New limits and restart policy; what is null, zero or empty stays.</summary>
internal sealed record ContainerUpdate
{
    /// <summary>Limits; zero, null or empty ones stay as they are.</summary>
    public ContainerResources Resources { get; init; } = new();

    /// <summary>A new restart policy, or null.</summary>
    public RestartPolicy? RestartPolicy { get; init; }
}
