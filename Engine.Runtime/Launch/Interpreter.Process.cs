using static Engine.Linux.Namespaces.CloneFlag;
using static Engine.Linux.Processes.ProcessControl;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

internal static unsafe partial class Interpreter
{
    private const int EPERM = 1;
    private const int EROFS = 30;

    /// <summary>The program may reopen its streams by /dev/stdout, so they must belong to its user. What cannot be changed stays as it is.</summary>
    private static nint OwnStandardStreams(uint uid)
    {
        for (var fd = 0; fd < 3; fd++)
        {
            Stat status;
            if (Invoke(SYS_fstat, fd, (nint)(&status)) < 0 || status.Uid == uid)
            {
                continue;
            }

            // The null device is shared with the host and anybody may use it.
            if ((status.Mode & 0xF000) == 0x2000 && status.RepresentedDevice == 0x103)
            {
                continue;
            }

            var result = Invoke(SYS_fchown, fd, (nint)uid, -1);
            if (result is < 0 and not (-EINVAL or -EPERM or -EROFS))
            {
                return result;
            }
        }

        return 0;
    }

    /// <summary>Closes the descriptors from one on that are not in a slot: what the cloning process works with is nothing to this one.</summary>
    private static nint CloseOthers(Machine* machine, nint first)
    {
        var end = unchecked((nint)uint.MaxValue);
        while (true)
        {
            var kept = end;
            for (var i = 0; i < machine->SlotCount; i++)
            {
                var held = machine->Slots[i];
                kept = held >= first && held < kept ? held : kept;
            }

            var result = kept > first ? Invoke(SYS_close_range, first, kept == end ? end : kept - 1, 0) : 0;
            if (result < 0 || kept == end)
            {
                return result;
            }

            first = kept + 1;
        }
    }

    /// <summary>By clone(2) for the reason that <see cref="Fork"/> has. The sibling's exit signal is this process's own.</summary>
    private static nint BeReborn(int status, int control)
    {
        var pid = Invoke(SYS_clone, (nint)CLONE_PARENT, 0, 0);
        if (pid < 0)
        {
            return pid;
        }

        if (pid > 0)
        {
            Report(status, StatusKind.Reborn, 0, 0, (int)pid);
            Invoke(SYS_exit_group, 0);
        }

        return Wait(control);
    }

    private static nint DropBounding(ulong keep, int last)
    {
        for (var capability = 0; capability <= last; capability++)
        {
            if ((keep >> capability & 1) != 0)
            {
                continue;
            }

            var result = Invoke(SYS_prctl, PR_CAPBSET_DROP, capability);
            if (result < 0)
            {
                return result;
            }
        }

        return 0;
    }

    private static nint SetAmbient(ulong mask)
    {
        var result = Invoke(SYS_prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL);
        for (var capability = 0; capability < 64 && result >= 0; capability++)
        {
            if ((mask >> capability & 1) != 0)
            {
                result = Invoke(SYS_prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability);
            }
        }

        return result;
    }

    private static nint LoadFilter(void* program, ushort instructions, uint flags)
    {
        // struct sock_fprog: a length, padding, the address.
        var header = stackalloc ulong[2];
        header[0] = instructions;
        header[1] = (ulong)program;
        return Invoke(SYS_seccomp, 1, (nint)flags, (nint)header);
    }

    /// <summary>A directory outside the root is shown as "(unreachable)/…": the working directory came through a leaked descriptor (CVE-2024-21626).</summary>
    private static nint RequireWorkingDirectory(byte* buffer)
    {
        var result = Invoke(SYS_getcwd, (nint)buffer, PATH_MAX);
        return result < 0 ? result : buffer[0] == '/' ? 0 : -ENOENT;
    }

    private static nint ResetSignals()
    {
        const int SIG_SETMASK = 2;
        const int SIGTERM = 15;
        ulong none = 0;
        Invoke(SYS_rt_sigprocmask, SIG_SETMASK, (nint)(&none), 0, 8);

        // struct sigaction of the kernel: handler (0 is the default), flags, restorer, mask.
        var action = stackalloc ulong[4];
        for (var i = 0; i < 4; i++)
        {
            action[i] = 0;
        }

        // The clone cleared handlers but not what is ignored: SIGPIPE by the framework, others by the monitor. All of those are among the first.
        for (var signal = 1; signal <= SIGTERM; signal++)
        {
            Invoke(SYS_rt_sigaction, signal, (nint)action, 0, 8);
        }

        return 0;
    }
}
