using Engine.Linux;
using Engine.Oci;
using Engine.Oci.Monitor;

namespace Engine.Runtime.Monitor;

/// <summary>
/// Owns one container from its launch to its end: its streams, its log, its execs, the socket it is reached by, and the record of its exit.
/// Parts: this file is the set-up, <c>.Requests</c> what clients ask, <c>.Execs</c> further processes, <c>.End</c> what happens when processes end.
/// </summary>
internal sealed partial class ContainerMonitor : IConnectionOwner, IDisposable
{
    private const uint SocketMode = 0b110_000_000;
    private const int Backlog = 64;

    /// <summary>Bytes allocated since the last time that make a collection worth its millisecond.</summary>
    private const int WorthCollecting = 128 * 1024;

    private readonly ILauncher _launcher;
    private readonly WorkBuffers _buffers = new();
    private readonly EventLoop _loop;
    private readonly List<Connection> _connections = [];
    private readonly Connection _control;
    private LaunchRequest? _request;
    private IContainer? _container;
    private ProcessStreams? _streams;
    private JsonFileLog? _log;
    private ConnectionListener? _listener;
    private MonitorPhase _phase;
    private bool _paused;
    private bool _oomKilled;
    private long _allocatedAtRest;

    /// <param name="control">The connection to the host that spawned this process.</param>
    /// <param name="launcher">Makes the container.</param>
    public ContainerMonitor(FileDescriptor control, ILauncher launcher)
    {
        _launcher = launcher;
        _loop = new EventLoop(GiveMemoryBack);
        _control = new Connection(control, _loop, _buffers, this);
        _connections.Add(_control);
    }

    /// <summary>Works until the container and everything that clients should still get are gone.</summary>
    public void Run() => _loop.Run();

    public void Dispose()
    {
        _listener?.Dispose();
        _log?.Dispose();
        _streams?.Dispose();
        _container?.Dispose();
        _control.Dispose();
        _loop.Dispose();
        _buffers.Dispose();
    }

    void IConnectionOwner.OnClosed(Connection connection)
    {
        _connections.Remove(connection);
        if (connection == _control && _phase is MonitorPhase.Empty or MonitorPhase.Created)
        {
            // The host died before it released the container: nobody knows of it, so it must not stay.
            AbandonContainer();
            EndConnections();
        }
        else if (_phase == MonitorPhase.Ended)
        {
            StopIfAlone();
        }
    }

    private void Launch(Connection connection, LaunchRequest request)
    {
        StandardPipes? pipes = null;
        try
        {
            _request = request;
            _listener = new ConnectionListener(request.SocketPath, SocketMode, Backlog, _loop, OnConnected);
            _log = request.Log is null ? null : new JsonFileLog(request.Log, _buffers, () => TellSubscribers(MonitorMessage.LogRotated));
            _streams = new ProcessStreams(_loop, _buffers, _log, request.StdinOnce, OnDrained);
            pipes = request.Spec.Process?.Terminal == true ? null : new StandardPipes(request.OpenStdin);
            _container = _launcher.Create(request, pipes);
            _startTime = ProcessStartTime.Of(_container.Pid);
            if (pipes is not null)
            {
                _streams.Open(pipes);
            }
            else if (_container.Terminal is { } terminal)
            {
                _streams.Open(terminal);
            }

            WhenEnded(_container.Pid, _container.PidDescriptor, OnContainerEnded);
            if (_container.OomDescriptor >= 0)
            {
                _loop.Add(_container.OomDescriptor, EpollEvents.EPOLLIN, new ReadyHandler(OnOom));
            }

            _phase = MonitorPhase.Created;
            connection.Send(MonitorMessage.Created, new StartedReply { Pid = _container.Pid, StartTime = _startTime }, OciJson.StartedReply);
        }
        catch (Exception)
        {
            AbandonContainer();
            throw;
        }
        finally
        {
            pipes?.Dispose();
        }
    }

    /// <summary>
    /// Quiet has come. A launch or an exec parsed a document and compiled a plan; what that took would stay resident for the life of the
    /// container, because at rest nothing is allocated and so nothing ever collected.
    /// </summary>
    private void GiveMemoryBack()
    {
        _buffers.Forget();
        if (GC.GetTotalAllocatedBytes() - _allocatedAtRest > WorthCollecting)
        {
#pragma warning disable RS0030 // No allocation problem is hidden here: it is memory of a long life's busy moments.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
#pragma warning restore RS0030
            _allocatedAtRest = GC.GetTotalAllocatedBytes();
        }
    }

    private void OnConnected(FileDescriptor socket) => _connections.Add(new Connection(socket, _loop, _buffers, this));

    private void OnOom()
    {
        if (_container!.TakeOom() && !_oomKilled)
        {
            _oomKilled = true;
            TellSubscribers(MonitorMessage.OomKilled);
        }
    }

    private void TellSubscribers(MonitorMessage message, ReadOnlySpan<byte> payload = default)
    {
        for (var i = _connections.Count - 1; i >= 0; i--)
        {
            if (_connections[i].IsSubscriber)
            {
                _connections[i].Send(message, payload);
            }
        }
    }
}
