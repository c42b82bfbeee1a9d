using System.Text.Json;
using Engine.Linux;
using Engine.Oci;
using Engine.Oci.Monitor;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Monitor;

internal sealed partial class ContainerMonitor
{
    void IConnectionOwner.OnRequest(Connection connection, MonitorMessage message, ReadOnlySpan<byte> payload)
    {
        try
        {
            if (!Answer(connection, message, payload))
            {
                connection.Dispose();
            }
        }
        catch (LaunchException e)
        {
            Fail(connection, e.Kind, e.Message);
        }
        catch (RequestException e)
        {
            Fail(connection, e.Kind, e.Message);
        }
        catch (JsonException e)
        {
            Fail(connection, FailureKind.InvalidArgument, $"{message}: {e.Message}");
        }
        catch (LinuxException e) when (e.Errno == Errno.ESRCH)
        {
            Fail(connection, FailureKind.Conflict, "process already finished");
        }
        catch (Exception e)
        {
            // Whatever it is: one request must not end the monitor, because the container would end with it.
            Fail(connection, FailureKind.Internal, e.Message);
        }

        if (_phase is MonitorPhase.Empty or MonitorPhase.Ended)
        {
            // The launch or the start failed, and the answer is on its way.
            _phase = MonitorPhase.Ended;
            EndConnections();
        }
    }

    private static void Fail(Connection connection, FailureKind kind, string message) =>
        connection.Send(MonitorMessage.Failed, new FailedReply { Kind = kind, Message = message }, OciJson.FailedReply);

    private static RequestException Conflict(string message) => new(FailureKind.Conflict, message);

    /// <returns>False for a request that breaks the protocol.</returns>
    private bool Answer(Connection connection, MonitorMessage message, ReadOnlySpan<byte> payload)
    {
        if ((_phase == MonitorPhase.Empty) != (message == MonitorMessage.Launch))
        {
            return false;
        }

        switch (message)
        {
            case MonitorMessage.Launch:
                Launch(connection, OciJson.LaunchRequest.Read(payload));
                return true;
            case MonitorMessage.Start:
                Start(connection);
                return true;
            case MonitorMessage.GetState:
                connection.Send(MonitorMessage.State, State(), OciJson.MonitorState);
                return true;
            case MonitorMessage.Subscribe:
                Subscribe(connection);
                return true;
            case MonitorMessage.Attach:
                Attach(connection, OciJson.AttachRequest.Read(payload));
                return true;
            case MonitorMessage.Exec:
                StartExec(connection, OciJson.ExecRequest.Read(payload));
                return true;
            case MonitorMessage.Signal:
                Signal(OciJson.SignalRequest.Read(payload));
                break;
            case MonitorMessage.Resize:
                Resize(OciJson.ResizeRequest.Read(payload));
                break;
            case MonitorMessage.Pause or MonitorMessage.Resume:
                SetPaused(message == MonitorMessage.Pause);
                break;
            case MonitorMessage.UpdateResources:
                Alive().Update(OciJson.LinuxResources.Read(payload));
                break;
            case MonitorMessage.LogCompressed:
                _log?.ReplaceByCompressed(OciJson.LogCompressedRequest.Read(payload));
                break;
            default:
                return false;
        }

        connection.Send(MonitorMessage.Done);
        return true;
    }

    private IContainer Alive() => _phase is MonitorPhase.Created or MonitorPhase.Running ? _container! : throw Conflict("container is not running");

    private void Start(Connection connection)
    {
        if (_phase != MonitorPhase.Created)
        {
            throw Conflict("container is already started");
        }

        try
        {
            _container!.Start();
        }
        catch (Exception)
        {
            AbandonContainer();
            throw;
        }

        _phase = MonitorPhase.Running;
        connection.Send(MonitorMessage.Started, new StartedReply { Pid = _container.Pid }, OciJson.StartedReply);
    }

    private void Subscribe(Connection connection)
    {
        connection.Send(MonitorMessage.State, State(), OciJson.MonitorState);
        connection.IsSubscriber = true;
        _endedExecs.Clear();
    }

    private void Attach(Connection connection, AttachRequest request)
    {
        if (_phase is not (MonitorPhase.Created or MonitorPhase.Running or MonitorPhase.Draining))
        {
            throw Conflict("container is not running");
        }

        var streams = request.ExecId is null ? _streams! : FindExec(request.ExecId).Streams;
        streams.Attach(connection, request.Stdin, request.Stdout, request.Stderr);
        connection.Send(MonitorMessage.Done);
    }

    private void Signal(SignalRequest request)
    {
        var container = Alive();
        if (request.ExecId is not null)
        {
            SignalExec(FindExec(request.ExecId), request.Signal, request.All);
        }
        else if (request.All)
        {
            container.SignalAll(request.Signal);
        }
        else
        {
            ProcessSignal.Send(container.Pid, request.Signal);
        }
    }

    private static void SignalExec(Exec exec, int signal, bool all)
    {
        if (exec.ExitCode is not null)
        {
            throw Conflict("process already finished");
        }

        // An exec leads a session, so a process group has its id (setsid(2)).
        var pid = exec.Process!.Pid;
        ProcessSignal.Send(all ? -pid : pid, signal);
    }

    private void Resize(ResizeRequest request)
    {
        _ = Alive();
        var streams = request.ExecId is null ? _streams! : FindExec(request.ExecId).Streams;
        if (!streams.TryResize(new TerminalSize(request.Rows, request.Columns)))
        {
            throw new RequestException(FailureKind.InvalidArgument, "the process has no terminal");
        }
    }

    private void SetPaused(bool paused)
    {
        if (_phase != MonitorPhase.Running)
        {
            throw Conflict("container is not running");
        }

        if (paused == _paused)
        {
            throw Conflict(paused ? "container is already paused" : "container is not paused");
        }

        if (paused)
        {
            _container!.Pause();
        }
        else
        {
            _container!.Resume();
        }

        _paused = paused;
    }

    private MonitorState State() => new()
    {
        Id = _request!.Id,
        Pid = _container?.Pid ?? 0,
        StartTime = _startTime,
        Running = _phase == MonitorPhase.Running,
        Paused = _paused,
        Exit = _exit,
        Execs = _execs.ConvertAll(e => new RunningExec { ExecId = e.Id, Pid = e.Process!.Pid }),
        EndedExecs = _endedExecs.Count == 0 ? null : _endedExecs.ToArray(),
        LostLogLines = _log?.LostLines ?? 0,
    };
}
