using Engine.Oci.Specs;
using static Engine.Linux.Namespaces.CloneFlag;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

/// <summary>Compiles the plan of a process that joins a running container.</summary>
internal static class ExecCompiler
{
    /// <param name="process">The process.</param>
    /// <param name="spec">The container's configuration.</param>
    /// <param name="options">The launch's options.</param>
    /// <param name="namespaces">CLONE_NEW flags of the namespaces to join.</param>
    public static LaunchPlan Compile(ProcessSpec process, RuntimeSpec spec, LaunchOptions options, ulong namespaces)
    {
        var slots = new SlotAllocator();
        var child = new PlanBuilder(slots);
        List<Slot> joins = [];

        // With CAP_SYS_PTRACE the container may look at the process's descriptors, and of the monitor's, directories of control groups lead
        // up to the host's root (CVE-2016-9962, CVE-2024-21626).
        child.Do("close what is not for the container", OperationCode.CloseOthers, 3L + options.PreserveDescriptors);
        SetAffinity(child, "before", process.ExecCPUAffinity?.Initial);
        for (var i = 0; i < options.CgroupJoins; i++)
        {
            joins.Add(slots.Next());
            child.Call("join the cgroup", SYS_write, joins[i], Operand.Text("0"), 1);
        }

        SetAffinity(child, "after", process.ExecCPUAffinity?.Final);

        // All in one call, and nothing of the container can run between.
        if (namespaces != 0)
        {
            child.Call("join the container's namespaces", SYS_setns, Slot.Target, namespaces);
        }

        if ((namespaces & CLONE_NEWUSER) != 0)
        {
            child.Call("become root of the user namespace", SYS_setresgid, 0, 0, 0);
            child.Call("become root of the user namespace", SYS_setresuid, 0, 0, 0);
        }

        if ((namespaces & CLONE_NEWPID) != 0)
        {
            Rebirth.Add(child);
        }

        child.Call("start a session", SYS_setsid);
        var terminal = process.Terminal ? TerminalSteps.Open(child, AT_FDCWD, process.ConsoleSize) : (Slot?)null;
        new ProcessCompiler(child, process, options, (namespaces & CLONE_NEWUSER) != 0)
        {
            Filter = options.Filter,
            FilterListener = spec.Linux?.Seccomp?.ListenerPath is { Length: > 0 },
            Personality = spec.Linux?.Personality,
        }.Compile(terminal);
        return new LaunchPlan
        {
            CloneFlags = 0,
            Prepare = [],
            Child = child.Steps,
            SlotCount = slots.Count,
            Inherited = [],
            CgroupJoins = joins,
            Duties = new ParentDuties
            {
                Limits = ResourceLimit.From(process.Rlimits),
                NeedsProcfs = SecurityLabel.IsWanted(process, options.SecurityModules),
                OomScoreAdj = process.OomScoreAdj,
                SeccompListenerPath = spec.Linux?.Seccomp?.ListenerPath,
                SeccompListenerMetadata = spec.Linux?.Seccomp?.ListenerMetadata,
            },
        };
    }

    private static void SetAffinity(PlanBuilder child, string when, string? cpus)
    {
        if (!string.IsNullOrEmpty(cpus))
        {
            var mask = CpuList.Parse(cpus);
            child.Call($"set the CPU affinity {when} joining the cgroup to {cpus}", SYS_sched_setaffinity, 0, mask.Length, Operand.Data(mask));
        }
    }
}
