namespace Engine.Protocol;

/// <summary>What of a container changes while it stays the same container; what is null stays as it is.</summary>
public sealed record ContainerChange
{
    /// <summary>Limits; a null one stays.</summary>
    public ContainerResources Resources { get; init; } = new();

    /// <summary>When the engine starts it again.</summary>
    public RestartPolicy? RestartPolicy { get; init; }
}
