using Engine.Linux;

namespace Engine.Runtime.Monitor;

/// <summary><c>engine-runtime monitor</c>: the host spawns it in a session of its own, with /dev/null as its standard streams and a connected socket as descriptor 3.</summary>
internal static class MonitorCommand
{
    private const int ControlDescriptor = 3;

    public static int Run()
    {
        // A monitor ends with its container and not before: a signal meant for a group it happens to be in must not take the container down.
        // SIGPIPE: a pipe whose reader is gone is an ordinary answer of write.
        IgnoredSignals.Add(Signals.SIGTERM, Signals.SIGINT, Signals.SIGHUP, Signals.SIGQUIT, Signals.SIGPIPE);
        DescriptorFlags.SetCloseOnExec(ControlDescriptor);
        var control = new FileDescriptor(ControlDescriptor);
        DescriptorFlags.SetNonBlocking(control);
        using var monitor = new ContainerMonitor(control, new RuntimeLauncher());
        monitor.Run();
        return 0;
    }
}
