using static Engine.Linux.Namespaces.CloneFlag;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

internal static unsafe partial class Interpreter
{
    private const int ETIME = 62;
    private const int ECANCELED = 125;
    private const int SIGCHLD = 17;
    private const int SIGKILL = 9;
    private const int O_CLOEXEC_PIPE = 0x80000;

    /// <summary>Runs a hook with the container's state on its standard input. ECANCELED: it failed, the detail is its wait status; ETIME: it took too long.</summary>
    private static nint RunHook(Machine* machine, byte* path, byte** arguments, byte** environment, byte* state, nint length, int timeout)
    {
        var pipe = stackalloc int[2];
        var result = Invoke(SYS_pipe2, (nint)pipe, O_CLOEXEC_PIPE);
        if (result < 0)
        {
            return result;
        }

        var pidfd = -1;
        var pid = Fork(&pidfd);
        if (pid == 0)
        {
            Invoke(SYS_dup2, pipe[0], 0);
            ResetSignals();
            result = Invoke(SYS_execve, (nint)path, (nint)arguments, (nint)environment);
            Invoke(SYS_exit_group, result == -ENOENT ? 127 : 126);
        }

        Close(pipe[0]);
        if (pid < 0)
        {
            Close(pipe[1]);
            return pid;
        }

        // A hook that does not read its input is within its rights. SIGPIPE is still ignored here.
        Invoke(SYS_write, pipe[1], (nint)state, length);
        Close(pipe[1]);
        result = WaitFor((int)pid, pidfd, timeout, &machine->Detail);
        Close(pidfd);
        return result < 0 ? result : machine->Detail == 0 ? 0 : -ECANCELED;
    }

    /// <summary>
    /// fork(2) with a pid descriptor. By clone(2): the default seccomp profile, which may be loaded already, cannot look into the arguments of
    /// clone3(2) and denies it. There are no signal handlers to clear, this process was cloned without.
    /// </summary>
    private static nint Fork(int* pidfd) => Invoke(SYS_clone, (nint)CLONE_PIDFD | SIGCHLD, 0, (nint)pidfd);

    private static nint WaitFor(int pid, int pidfd, int timeout, int* status)
    {
        // struct pollfd: descriptor, then POLLIN in the lower half.
        var poll = stackalloc int[2] { pidfd, 1 };
        nint result;
        do
        {
            result = Invoke(SYS_poll, (nint)poll, 1, timeout);
        }
        while (result == -EINTR);

        var late = result == 0;
        if (late)
        {
            Invoke(SYS_kill, pid, SIGKILL);
        }

        do
        {
            result = Invoke(SYS_wait4, pid, (nint)status);
        }
        while (result == -EINTR);

        return late ? -ETIME : result < 0 ? result : 0;
    }
}
