using Engine.Linux.Cgroups;
using Engine.Runtime.CommandLine;
using Engine.Runtime.Launch;
using Engine.Runtime.State;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Commands;

/// <summary><c>kill</c>: signals a container.</summary>
internal static class KillCommand
{
    public static int Run(Invocation invocation, CommandOptions options)
    {
        if (options.Arguments is not [var id, .. var rest] || rest.Length > 1)
        {
            throw LaunchException.Invalid("a container's id and at most a signal are needed");
        }

        var signal = rest is [var text] ? SignalName.Parse(text) : SignalName.SIGTERM;
        var record = ContainerDirectory.Open(invocation.Root, id).Read();
        if (options.Has("all"))
        {
            All(record, signal);
            return 0;
        }

        using var process = ContainerDirectory.OpenProcess(record) ?? throw new LaunchException("container not running", Oci.Monitor.FailureKind.Conflict);
        var result = Invoke(SYS_pidfd_send_signal, process.Number, signal, 0, 0);
        return result >= 0 ? 0 : throw new LaunchException("container not running", Oci.Monitor.FailureKind.Conflict);
    }

    private static void All(ContainerRecord record, int signal)
    {
        using var cgroup = Cgroup.Open(CgroupLayout.Detect(), record.CgroupPath);
        if (signal == SignalName.SIGKILL)
        {
            cgroup.KillAll();
            return;
        }

        foreach (var pid in cgroup.Exists ? cgroup.Processes() : [])
        {
            _ = Invoke(SYS_kill, pid, signal);
        }
    }
}
