using Engine.Linux;
using Engine.Runtime.CommandLine;
using Engine.Runtime.Containers;
using Engine.Runtime.Launch;
using Engine.Runtime.State;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Commands;

/// <summary><c>start</c>: lets a created container run its program, and says if that could not be executed.</summary>
internal static unsafe class StartCommand
{
    public static int Run(Invocation invocation, CommandOptions options)
    {
        var directory = ContainerDirectory.Open(invocation.Root, options.ContainerId);
        var record = directory.Read();
        switch (directory.Status(record))
        {
            case ContainerStatus.Created:
                break;
            case ContainerStatus.Stopped:
                throw LaunchException.Invalid("cannot start a container that has stopped");
            default:
                throw LaunchException.Invalid("cannot start an already running container");
        }

        const int O_NONBLOCK = 0x800;
        using var status = NativePath.Open(AT_FDCWD, directory.StatusFifo, O_RDONLY | O_NONBLOCK);
        using var start = NativePath.TryOpen(AT_FDCWD, directory.StartFifo, O_WRONLY | O_NONBLOCK, 0, out var errno)
            ?? throw new LaunchException("start", errno);
        byte go = 1;
        _ = Invoke(SYS_write, start.Number, (nint)(&go), 1);
        WaitForExec(status, record);
        directory.RemoveFifos();
        if (record.Config.Hooks?.Poststart is { Count: > 0 } hooks)
        {
            foreach (var failure in Hooks.TryAll(hooks, ContainerDirectory.State(record, ContainerStatus.Running)))
            {
                StandardStream.WriteError($"warning: {failure}\n");
            }
        }

        return 0;
    }

    /// <summary>Reads reports until the last writer is gone, which is when the program was executed.</summary>
    private static void WaitForExec(FileDescriptor status, ContainerRecord record)
    {
        // struct pollfd: descriptor, then POLLIN in the lower half.
        var poll = stackalloc int[2] { status.Number, 1 };
        while (true)
        {
            StatusRecord report;
            var result = Invoke(SYS_read, status.Number, (nint)(&report), sizeof(StatusRecord));
            if (result == -(int)Errno.EAGAIN)
            {
                _ = Invoke(SYS_poll, (nint)poll, 1, -1);
            }
            else if (result < sizeof(StatusRecord))
            {
                return;
            }
            else if (report.Kind == StatusKind.Failed)
            {
                throw record.Start.Failure(report);
            }
        }
    }
}
