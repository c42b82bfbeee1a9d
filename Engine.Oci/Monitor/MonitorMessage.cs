namespace Engine.Oci.Monitor;

/// <summary>
/// What a frame says. The host speaks 1–99, the monitor answers 100–199, stream data in both directions is 200 and up.
/// On one connection requests are answered strictly in order; <see cref="Exited"/>, <see cref="OomKilled"/>,
/// <see cref="ExecExited"/> and <see cref="LogRotated"/> may stand between answers on a connection that sent <see cref="Subscribe"/>.
/// Every byte of output reaches a stream connection: one that reads too slowly holds the process up, as a pipe would.
/// </summary>
public enum MonitorMessage : ushort
{
    /// <summary>No message.</summary>
    None = 0,

    /// <summary>Host, on the inherited connection only, first frame: <see cref="LaunchRequest"/>. Answer: <see cref="Created"/> or <see cref="Failed"/>.</summary>
    Launch = 1,

    /// <summary>Host: release the created container (no payload). Answer: <see cref="Started"/> or <see cref="Failed"/>.</summary>
    Start = 2,

    /// <summary>Host: <see cref="SignalRequest"/>. Answer: <see cref="Done"/> or <see cref="Failed"/>.</summary>
    Signal = 3,

    /// <summary>Host: <see cref="ResizeRequest"/>. Answer: <see cref="Done"/> or <see cref="Failed"/>.</summary>
    Resize = 4,

    /// <summary>Host: freeze the container's cgroup (no payload). Answer: <see cref="Done"/> or <see cref="Failed"/>.</summary>
    Pause = 5,

    /// <summary>Host: thaw the container's cgroup (no payload). Answer: <see cref="Done"/> or <see cref="Failed"/>.</summary>
    Resume = 6,

    /// <summary>Host: no payload. Answer: <see cref="State"/>.</summary>
    GetState = 7,

    /// <summary>Host: new limits as an OCI <c>linux.resources</c> document. Answer: <see cref="Done"/> or <see cref="Failed"/>.</summary>
    UpdateResources = 8,

    /// <summary>Host: <see cref="AttachRequest"/>. Answer: <see cref="Done"/>; the connection is a stream from then on.</summary>
    Attach = 9,

    /// <summary>Host: <see cref="ExecRequest"/>. Answer: <see cref="Started"/> or <see cref="Failed"/>; the connection is that exec's stream from then on.</summary>
    Exec = 10,

    /// <summary>Host: send exit, OOM and exec-exit events on this connection from now on (no payload). Answer: <see cref="State"/>.</summary>
    Subscribe = 11,

    /// <summary>Host: <see cref="LogCompressedRequest"/>, a rotated log was compressed. Answer: <see cref="Done"/> or <see cref="Failed"/>.</summary>
    LogCompressed = 12,

    /// <summary>Monitor: <see cref="StartedReply"/>; the process exists, its namespaces are set up, it waits for <see cref="Start"/>.</summary>
    Created = 100,

    /// <summary>Monitor: <see cref="StartedReply"/>; the program was executed (execve succeeded).</summary>
    Started = 101,

    /// <summary>Monitor: the request was carried out (no payload).</summary>
    Done = 102,

    /// <summary>Monitor: <see cref="FailedReply"/>.</summary>
    Failed = 103,

    /// <summary>Monitor: <see cref="MonitorState"/>.</summary>
    State = 104,

    /// <summary>Monitor: <see cref="ExitRecord"/>; it is on disk already. On a stream connection: <see cref="ExitRecord"/> of what was attached to, the last frame.</summary>
    Exited = 105,

    /// <summary>Monitor: the kernel killed a process of the container for memory (no payload).</summary>
    OomKilled = 106,

    /// <summary>Monitor: <see cref="ExecExitRecord"/>.</summary>
    ExecExited = 107,

    /// <summary>Monitor, to subscribers: the log was rotated (no payload); PATH.1 may be compressed.</summary>
    LogRotated = 108,

    /// <summary>Host, on a stream connection: bytes for standard input.</summary>
    Stdin = 200,

    /// <summary>Host, on a stream connection: end of standard input (no payload).</summary>
    StdinEnd = 201,

    /// <summary>Monitor, on a stream connection: bytes from standard output, or from the terminal.</summary>
    Stdout = 202,

    /// <summary>Monitor, on a stream connection: bytes from standard error.</summary>
    Stderr = 203,
}
