namespace Engine.Host.Containers;

/// <summary>What a wait waits for.</summary>
internal enum WaitCondition
{
    /// <summary>The container does not run; true at once when it does not.</summary>
    NotRunning,

    /// <summary>The next end of the program, even if it does not run now.</summary>
    NextExit,

    /// <summary>The container is gone.</summary>
    Removed,
}
