using Engine.Linux;

namespace Engine.Runtime.Monitor;

/// <summary>The socket by which the host, also a restarted one, reaches the monitor. Only root and the monitor's own user are let in.</summary>
internal sealed class ConnectionListener : IReadyHandler, IDisposable
{
    /// <summary>Pause after the machine or the process ran out of descriptors.</summary>
    private const int RetryMilliseconds = 1000;

    private readonly FileDescriptor _socket;
    private readonly string _path;
    private readonly EventLoop _loop;
    private readonly Action<FileDescriptor> _connected;
    private int _watch;
    private Deadline? _retry;

    /// <param name="path">Where to listen; a socket that a dead monitor left is replaced.</param>
    /// <param name="mode">Permission bits of the socket.</param>
    /// <param name="backlog">Connections the kernel keeps waiting.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="connected">Takes each connection.</param>
    /// <exception cref="LinuxException">The socket cannot be made.</exception>
    public ConnectionListener(string path, uint mode, int backlog, EventLoop loop, Action<FileDescriptor> connected)
    {
        _path = path;
        _loop = loop;
        _connected = connected;
        File.Delete(path);
        _socket = UnixSocket.Listen(path, mode, backlog);
        _watch = loop.Add(_socket.Number, EpollEvents.EPOLLIN, this);
    }

    public void OnReady(EpollEvents events)
    {
        try
        {
            while (UnixSocket.Accept(_socket) is { } connection)
            {
                if (PeerCredentials.Of(connection.Number).Uid is 0 || PeerCredentials.Of(connection.Number).Uid == ProcessIds.EffectiveUser)
                {
                    _connected(connection);
                }
                else
                {
                    connection.Dispose();
                }
            }
        }
        catch (LinuxException)
        {
            _loop.Remove(_watch);
            _watch = -1;
            _retry = _loop.After(RetryMilliseconds, () => _watch = _loop.Add(_socket.Number, EpollEvents.EPOLLIN, this));
        }
    }

    /// <summary>Stops listening and removes the socket's file.</summary>
    public void Dispose()
    {
        if (_socket.IsClosed)
        {
            return;
        }

        _loop.Cancel(_retry);
        if (_watch >= 0)
        {
            _loop.Remove(_watch);
        }

        _socket.Dispose();
        File.Delete(_path);
    }
}
