using Engine.Oci;
using Engine.Oci.Monitor;

namespace Engine.Runtime.Monitor;

internal sealed partial class ContainerMonitor
{
    private readonly List<Exec> _execs = [];
    private readonly List<ExecExitRecord> _endedExecs = [];

    private void StartExec(Connection connection, ExecRequest request)
    {
        if (_phase != MonitorPhase.Running)
        {
            throw Conflict("container is not running");
        }

        if (_paused)
        {
            throw Conflict("container is paused");
        }

        if (_execs.Exists(e => e.Id == request.ExecId))
        {
            throw Conflict($"exec {request.ExecId} is already running");
        }

        Exec? exec = null;
        exec = new Exec(request.ExecId) { Streams = new ProcessStreams(_loop, _buffers, log: null, inputEndsWithClient: true, () => EndExec(exec!)) };
        using var pipes = request.Process.Terminal ? null : new StandardPipes(request.Stdin);
        var process = _container!.Exec(request, pipes);
        exec.Process = process;
        if (pipes is not null)
        {
            exec.Streams.Open(pipes);
        }
        else if (process.Terminal is { } terminal)
        {
            exec.Streams.Open(terminal);
        }

        _execs.Add(exec);
        WhenEnded(process.Pid, process.PidDescriptor, exitCode =>
        {
            process.Process.Dispose();
            exec.ExitCode = exitCode;
            exec.Streams.OnProcessEnded();
        });

        // Attached first: a client that is gone already closes the connection with the answer, and that must end the process's input.
        exec.Streams.Attach(connection, request.Stdin, stdout: !request.Detach, stderr: !request.Detach);
        connection.Send(MonitorMessage.Started, new StartedReply { Pid = process.Pid }, OciJson.StartedReply);
    }

    private Exec FindExec(string id) => _execs.Find(e => e.Id == id) ?? throw new RequestException(FailureKind.NotFound, $"no such exec: {id}");

    /// <summary>The exec's process ended and its output was passed on.</summary>
    private void EndExec(Exec exec)
    {
        _execs.Remove(exec);
        var record = new ExecExitRecord { ExecId = exec.Id, ExitCode = exec.ExitCode!.Value };
        var told = false;
        for (var i = _connections.Count - 1; i >= 0; i--)
        {
            if (_connections[i] is { IsSubscriber: true } subscriber)
            {
                subscriber.Send(MonitorMessage.ExecExited, record, OciJson.ExecExitRecord);
                told |= !subscriber.IsClosed;
            }
        }

        if (!told)
        {
            _endedExecs.Add(record);
        }

        var exit = new ExitRecord { ExitCode = record.ExitCode, FinishedAt = DateTimeOffset.UtcNow };
        exec.Streams.EndClients(MonitorMessage.Exited, OciJson.ExitRecord.Write(exit));
        EndWhenDrained();
    }
}
