using Engine.Linux.Cgroups;
using Engine.Runtime.CommandLine;
using Engine.Runtime.Containers;
using Engine.Runtime.Launch;
using Engine.Runtime.State;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Commands;

/// <summary><c>delete</c>: removes what is left of a container.</summary>
internal static unsafe class DeleteCommand
{
    public static int Run(Invocation invocation, CommandOptions options)
    {
        var force = options.Has("force");
        var id = options.ContainerId;
        ContainerDirectory directory;
        ContainerRecord record;
        try
        {
            directory = ContainerDirectory.Open(invocation.Root, id);
        }
        catch (LaunchException e) when (force && e.Kind == Oci.Monitor.FailureKind.NotFound)
        {
            return 0;
        }

        try
        {
            record = directory.Read();
        }
        catch (LaunchException) when (force)
        {
            // It was never created to the end.
            directory.Remove();
            return 0;
        }

        var status = directory.Status(record);
        if (!force && status is (ContainerStatus.Running or ContainerStatus.Paused))
        {
            throw new LaunchException(
                $"cannot delete container {id} that is not stopped: {ContainerDirectory.Text(status)}", Oci.Monitor.FailureKind.Conflict);
        }

        Remove(directory, record);
        return 0;
    }

    /// <summary>Kills what is left, and removes cgroup and state.</summary>
    internal static void Remove(ContainerDirectory directory, ContainerRecord record)
    {
        using var process = ContainerDirectory.OpenProcess(record);
        using var cgroup = Cgroup.Open(CgroupLayout.Detect(), record.CgroupPath);
        if (process is not null)
        {
            _ = Invoke(SYS_pidfd_send_signal, process.Number, SignalName.SIGKILL, 0, 0);
        }

        cgroup.KillAll();
        if (process is not null)
        {
            const int patience = 10_000;
            var poll = stackalloc int[2] { process.Number, 1 };
            _ = Invoke(SYS_poll, (nint)poll, 1, patience);
        }

        cgroup.Delete();
        directory.Remove();
        if (record.Config.Hooks?.Poststop is { Count: > 0 } hooks)
        {
            foreach (var failure in Hooks.TryAll(hooks, ContainerDirectory.State(record, ContainerStatus.Stopped)))
            {
                StandardStream.WriteError($"warning: {failure}\n");
            }
        }
    }
}
