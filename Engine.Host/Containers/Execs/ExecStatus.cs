namespace Engine.Host.Containers.Execs;

/// <summary>How far an exec is.</summary>
internal enum ExecStatus
{
    /// <summary>Made and not started.</summary>
    Created,

    /// <summary>Being started.</summary>
    Starting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It ended, or could not be started.</summary>
    Ended,
}
