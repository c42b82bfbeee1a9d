namespace Engine.Protocol;

/// <summary>What is waited for.</summary>
public enum WaitCondition
{
    /// <summary>That it does not run; at once when it does not.</summary>
    NotRunning = 0,

    /// <summary>Its next end, even when it does not run now.</summary>
    NextExit = 1,

    /// <summary>That it is gone.</summary>
    Removed = 2,
}
