namespace Engine.Linux.Seccomp;

/// <summary>What filters return to the kernel (linux/seccomp.h).</summary>
internal static class SeccompAnswer
{
    internal const uint SECCOMP_RET_KILL_THREAD = 0;
    private const uint SECCOMP_RET_KILL_PROCESS = 0x8000_0000;
    private const uint SECCOMP_RET_TRAP = 0x0003_0000;
    private const uint SECCOMP_RET_ERRNO = 0x0005_0000;
    private const uint SECCOMP_RET_USER_NOTIF = 0x7fc0_0000;
    private const uint SECCOMP_RET_TRACE = 0x7ff0_0000;
    private const uint SECCOMP_RET_LOG = 0x7ffc_0000;
    private const uint SECCOMP_RET_ALLOW = 0x7fff_0000;
    private const uint MostData = 0xffff;

    /// <summary>Fails with ENOSYS.</summary>
    internal const uint NoSuchCall = SECCOMP_RET_ERRNO | (uint)Errno.ENOSYS;

    /// <summary>The answer for an action; EPERM if it wants an errno and has none.</summary>
    internal static uint Of(SeccompAction action, uint? errno)
    {
        uint data = errno ?? (uint)Errno.EPERM;
        if (data > MostData)
        {
            throw new SeccompException($"errno {data} does not fit into 16 bits");
        }

        return action switch
        {
            SeccompAction.Kill or SeccompAction.KillThread => SECCOMP_RET_KILL_THREAD,
            SeccompAction.KillProcess => SECCOMP_RET_KILL_PROCESS,
            SeccompAction.Trap => SECCOMP_RET_TRAP,
            SeccompAction.Errno => SECCOMP_RET_ERRNO | data,
            SeccompAction.Trace => SECCOMP_RET_TRACE | data,
            SeccompAction.Allow => SECCOMP_RET_ALLOW,
            SeccompAction.Log => SECCOMP_RET_LOG,
            SeccompAction.Notify => SECCOMP_RET_USER_NOTIF,
            _ => throw new SeccompException($"unknown action {action}"),
        };
    }
}
