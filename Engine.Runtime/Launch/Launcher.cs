using Engine.Linux;
using static Engine.Linux.Namespaces.CloneFlag;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

/// <summary>Carries out launch plans: clones the child that interprets one, and does the parent's part beside it. The calling process must have one managed thread.</summary>
internal static unsafe partial class Launcher
{
    private const int SIGCHLD = 17;

    /// <summary>Launches a process up to the point where it waits for <see cref="LaunchedProcess.Start"/>.</summary>
    /// <exception cref="LaunchException">A step failed; nothing is left of the process.</exception>
    public static LaunchedProcess Launch(LaunchPlan plan, LaunchRequirements requirements)
    {
        using var memory = new PlanMemory(plan);
        using var open = new Descriptors();
        Fill(plan, requirements, memory, open);
        Prepare(plan, memory, open);
        var (status, childStatus) = SocketPair(open);
        var (childControl, control) = Pipe(open);
        memory[Slot.Status] = childStatus;
        memory[Slot.Control] = childControl;
        memory[Slot.StartStatus] = requirements.StartStatus < 0 ? childStatus : requirements.StartStatus;
        memory[Slot.StartControl] = requirements.StartControl < 0 ? childControl : requirements.StartControl;
        memory.Child->Status = childStatus;

        int pid, pidfd;
        using (NamespaceVisit.Enter(plan.Duties.JoinBeforeClone))
        {
            pid = Clone(plan.CloneFlags, requirements.UnifiedCgroup, memory, &pidfd);
        }

        open.Release(status);
        open.Release(control);
        open.Dispose();
        var process = new LaunchedProcess(plan, pid, pidfd, status, control);
        process.Accompany(requirements);
        return process;
    }

    private static void Fill(LaunchPlan plan, LaunchRequirements requirements, PlanMemory memory, Descriptors open)
    {
        memory[Slot.StandardInput] = requirements.StandardInput;
        memory[Slot.StandardOutput] = requirements.StandardOutput;
        memory[Slot.StandardError] = requirements.StandardError;
        memory[Slot.Root] = requirements.Root;
        memory[Slot.Target] = requirements.Target;
        for (var i = 0; i < plan.CgroupJoins.Count; i++)
        {
            memory[plan.CgroupJoins[i]] = requirements.CgroupTasks[i];
        }

        if (plan.Duties.NeedsProcfs)
        {
            memory[Slot.Procfs] = open.Add(PrivateProcfs.Open());
        }

        foreach (var (slot, mappings) in plan.MountNamespaces)
        {
            memory[slot] = open.Add(UserNamespace.Create(mappings));
        }
    }

    private static void Prepare(LaunchPlan plan, PlanMemory memory, Descriptors open)
    {
        var done = Interpreter.Run(memory.Preparation);
        foreach (var slot in plan.Inherited)
        {
            if (memory[slot] >= 0)
            {
                open.Add(memory[slot]);
            }
        }

        if (!done)
        {
            throw Failure(plan.Prepare[memory.Preparation->Failed], (Errno)memory.Preparation->Errno, memory.Preparation->Detail);
        }
    }

    private static int Clone(ulong flags, int unifiedCgroup, PlanMemory memory, int* pidfd)
    {
        var descriptor = -1;

        // struct clone_args, with the cgroup (Linux 5.7).
        var arguments = stackalloc ulong[11];
        new Span<ulong>(arguments, 11).Clear();
        arguments[0] = flags | CLONE_PIDFD | CLONE_CLEAR_SIGHAND | (unifiedCgroup >= 0 ? CLONE_INTO_CGROUP : 0);
        arguments[1] = (ulong)&descriptor;
        arguments[4] = SIGCHLD;
        arguments[10] = unifiedCgroup >= 0 ? (ulong)unifiedCgroup : 0;
        var child = memory.Child;
        var pid = Invoke(SYS_clone3, (nint)arguments, 88);
        if (pid == 0)
        {
            RunChild(child);
        }

        if (pid < 0)
        {
            throw new LaunchException("clone3", (Errno)(int)-pid);
        }

        *pidfd = descriptor;
        return (int)pid;
    }

    /// <summary>The child: from here on nothing managed but the interpreter.</summary>
    private static void RunChild(Machine* machine)
    {
        if (!Interpreter.Run(machine))
        {
            Interpreter.Report(machine->Status, StatusKind.Failed, machine->Failed, machine->Errno, machine->Detail);
        }

        while (true)
        {
            Invoke(SYS_exit_group, 1);
        }
    }

    /// <summary>The sentence for a step that failed.</summary>
    internal static LaunchException Failure(PlanStep step, Errno errno, int detail) => step.Code switch
    {
        OperationCode.FindProgram => ProgramSearch.Failure(step.Description, errno),
        OperationCode.Execute => ProgramSearch.ExecFailure(step.Description, errno),
        OperationCode.RunHook when errno == Errno.ECANCELED => new LaunchException($"{step.Description}: {WaitStatus.Describe(detail)}"),
        OperationCode.RunHook when errno == Errno.ETIME => new LaunchException($"{step.Description}: it did not end within its timeout"),
        OperationCode.RequireWorkingDirectory => new LaunchException($"{step.Description}: current working directory is outside of container mount namespace root"),
        _ => new LaunchException(step.Description, errno),
    };

    private static (int Ours, int Child) SocketPair(Descriptors open)
    {
        const int AF_UNIX = 1;
        const int SOCK_SEQPACKET = 5;
        var pair = stackalloc int[2];
        Check("socketpair", Invoke(SYS_socketpair, AF_UNIX, SOCK_SEQPACKET | O_CLOEXEC, 0, (nint)pair));
        return (open.Add(pair[0]), open.Add(pair[1]));
    }

    private static (int Read, int Write) Pipe(Descriptors open)
    {
        var pair = stackalloc int[2];
        Check("pipe2", Invoke(SYS_pipe2, (nint)pair, O_CLOEXEC));
        return (open.Add(pair[0]), open.Add(pair[1]));
    }

    private static void Check(string call, nint result)
    {
        if (result < 0)
        {
            throw new LinuxException(call, (Errno)(int)-result);
        }
    }
}
