namespace Engine.Protocol;

/// <summary>What the engine does when a container ended.</summary>
public sealed record RestartPolicy
{
    /// <summary>When it is started again.</summary>
    public RestartCondition Condition { get; init; }

    /// <summary>How often at most for <see cref="RestartCondition.OnFailure"/>; 0: unlimited.</summary>
    public int MaximumRetries { get; init; }
}
