namespace Engine.Runtime.Monitor;

/// <summary>The life of a monitor; it only goes forward.</summary>
internal enum MonitorPhase
{
    /// <summary>The launch request has not arrived.</summary>
    Empty,

    /// <summary>The first process waits for its release.</summary>
    Created,

    /// <summary>The program runs.</summary>
    Running,

    /// <summary>The first process ended; its output is still read.</summary>
    Draining,

    /// <summary>Nothing is left of the container; clients still take what was sent to them.</summary>
    Ended,
}
