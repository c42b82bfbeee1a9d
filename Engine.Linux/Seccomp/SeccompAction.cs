namespace Engine.Linux.Seccomp;

/// <summary>What happens to a system call (seccomp(2), seccomp_init(3)).</summary>
public enum SeccompAction
{
    /// <summary>Kill the thread: <c>SCMP_ACT_KILL</c>, the older name of <see cref="KillThread"/>.</summary>
    Kill,

    /// <summary>Kill the process as by SIGSYS: <c>SCMP_ACT_KILL_PROCESS</c>.</summary>
    KillProcess,

    /// <summary>Kill the thread as by SIGSYS: <c>SCMP_ACT_KILL_THREAD</c>.</summary>
    KillThread,

    /// <summary>Send SIGSYS: <c>SCMP_ACT_TRAP</c>.</summary>
    Trap,

    /// <summary>Fail with an errno: <c>SCMP_ACT_ERRNO</c>.</summary>
    Errno,

    /// <summary>Tell the tracer: <c>SCMP_ACT_TRACE</c>.</summary>
    Trace,

    /// <summary>Let it happen: <c>SCMP_ACT_ALLOW</c>.</summary>
    Allow,

    /// <summary>Log it and let it happen: <c>SCMP_ACT_LOG</c>.</summary>
    Log,

    /// <summary>Ask the process at the listener descriptor: <c>SCMP_ACT_NOTIFY</c>.</summary>
    Notify,
}
