using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

internal static unsafe partial class Interpreter
{
    private const int TIOCSPGRP = 0x5410;

    /// <summary>
    /// Forks. The child goes on with the plan and becomes the program; the parent stays as process 1, hands signals on, reaps every orphan
    /// and ends as the program did. It needs nothing but these instructions: no init binary is brought into the container.
    /// </summary>
    private static nint BecomeInit(Machine* machine)
    {
        const int SIG_SETMASK = 2;
        ulong all = ulong.MaxValue;
        Invoke(SYS_rt_sigprocmask, SIG_SETMASK, (nint)(&all), 0, 8);
        var pidfd = -1;
        var pid = Fork(&pidfd);
        if (pid < 0)
        {
            return pid;
        }

        if (pid == 0)
        {
            // Its own group, in the foreground if there is a terminal, so that keys of the terminal reach it and not process 1.
            Invoke(SYS_setpgid, 0, 0);
            var self = (int)Invoke(SYS_getpid);
            Invoke(SYS_ioctl, 0, TIOCSPGRP, (nint)(&self));
            ulong none = 0;
            Invoke(SYS_rt_sigprocmask, SIG_SETMASK, (nint)(&none), 0, 8);
            return 0;
        }

        // The report channel among others: its end is how the parent learns that the program was executed.
        Invoke(SYS_close_range, 3, unchecked((nint)uint.MaxValue), 0);
        Serve((int)pid);
        return 0;
    }

    private static void Serve(int program)
    {
        const int SIGTTIN = 21;
        const int SIGTTOU = 22;
        ulong all = ulong.MaxValue;
        var exit = -1;
        while (exit < 0)
        {
            var signal = (int)Invoke(SYS_rt_sigtimedwait, (nint)(&all), 0, 0, 8);
            if (signal == SIGCHLD)
            {
                exit = Reap(program);
            }
            else if (signal is > 0 and not (SIGTTIN or SIGTTOU))
            {
                Invoke(SYS_kill, program, signal);
            }
        }

        Invoke(SYS_exit_group, exit);
    }

    /// <summary>Takes every child that ended. Result: the program's exit status, or -1 while it runs.</summary>
    private static int Reap(int program)
    {
        const int WNOHANG = 1;
        var exit = -1;
        while (true)
        {
            int status;
            var pid = (int)Invoke(SYS_wait4, -1, (nint)(&status), WNOHANG);
            if (pid <= 0)
            {
                return exit;
            }

            if (pid == program)
            {
                var signal = status & 0x7F;
                exit = signal == 0 ? status >> 8 & 0xFF : 128 + signal;
            }
        }
    }
}
