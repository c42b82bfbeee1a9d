namespace Engine.Protocol;

/// <summary>When a container is started again.</summary>
public enum RestartCondition
{
    /// <summary>Never.</summary>
    No = 0,

    /// <summary>After an exit status other than 0.</summary>
    OnFailure = 1,

    /// <summary>After any end, and when the engine starts.</summary>
    Always = 2,

    /// <summary>As <see cref="Always"/>, but not when a client stopped it.</summary>
    UnlessStopped = 3,
}
