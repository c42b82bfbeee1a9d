using Engine.Runtime.Containers;
using Engine.Runtime.Launch;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Commands;

/// <summary>Hands a terminal to who listens on <c>--console-socket</c>.</summary>
internal static class ConsoleSocket
{
    public static void HandOver(string? path, LaunchedProcess process)
    {
        if (path is null)
        {
            return;
        }

        var master = process.TakeTerminal();
        try
        {
            using var socket = DescriptorSocket.Connect(path);
            socket.Send("/dev/ptmx"u8, master);
        }
        finally
        {
            _ = Invoke(SYS_close, master);
        }
    }
}
