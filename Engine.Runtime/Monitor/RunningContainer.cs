using Engine.Linux;
using Engine.Oci.Monitor;
using Engine.Oci.Specs;
using Engine.Runtime.Containers;

namespace Engine.Runtime.Monitor;

/// <summary>A container of the OCI runtime, as the monitor sees it.</summary>
internal sealed class RunningContainer : IContainer
{
    private const int CounterSize = 8;

    private readonly Container _container;
    private readonly FileDescriptor? _oom;
    private ulong _oomKills;

    public RunningContainer(Container container)
    {
        _container = container;
        _oom = container.Cgroup.OpenOomNotification();
        Terminal = Take(container.Process);
    }

    public int Pid => _container.Process.Pid;

    public int PidDescriptor => _container.Process.PidDescriptor;

    public FileDescriptor? Terminal { get; }

    public int OomDescriptor => _oom?.Number ?? -1;

    public bool TakeOom()
    {
        Span<byte> events = stackalloc byte[CounterSize * 32];
        while (_oom is not null && RawIo.Read(_oom.Number, events) > 0)
        {
        }

        var before = _oomKills;
        _oomKills = _container.Cgroup.OomKills();
        return _oomKills > before;
    }

    public void Start() => _container.Process.Start();

    public StartedExec Exec(ExecRequest request, StandardPipes? pipes)
    {
        var (input, output, error) = pipes?.ForProcess ?? (0, 1, 2);
        var process = _container.Exec(new ExecTask
        {
            ContainerId = _container.Request.Id,
            Process = request.Process,
            User = request.User,
            DieWithParent = true,
            StandardInput = input,
            StandardOutput = output,
            StandardError = error,
        });
        try
        {
            process.Start();
            return new StartedExec(process.Pid, process.PidDescriptor, Take(process), process);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    public void SignalAll(int signal)
    {
        foreach (var pid in _container.Cgroup.Processes())
        {
            try
            {
                ProcessSignal.Send(pid, signal);
            }
            catch (LinuxException e) when (e.Errno == Errno.ESRCH)
            {
                // It ended meanwhile.
            }
        }
    }

    public void KillAll() => _container.Cgroup.KillAll();

    public void Pause() => _container.Cgroup.Freeze();

    public void Resume() => _container.Cgroup.Thaw();

    public void Update(LinuxResources resources) => _container.Cgroup.Apply(ResourceLimitsMap.ToCgroup(resources, withDefaultDevices: false));

    public void Dispose()
    {
        _oom?.Dispose();
        _container.Dispose();
    }

    private static FileDescriptor? Take(Launch.LaunchedProcess process) =>
        process.TakeTerminal() is >= 0 and var terminal ? new FileDescriptor(terminal) : null;
}
