namespace Engine.PowerShell;

/// <summary>When the engine starts a container again. The values are the contract's.</summary>
public enum ContainerRestartPolicy
{
    /// <summary>Never.</summary>
    No = 0,

    /// <summary>After an exit status other than 0.</summary>
    OnFailure = 1,

    /// <summary>After any end, and when the engine starts.</summary>
    Always = 2,

    /// <summary>As Always, but not when it was stopped on purpose.</summary>
    UnlessStopped = 3,
}
