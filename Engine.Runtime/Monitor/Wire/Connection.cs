using Engine.Oci.Json;
using Engine.Linux;
using Engine.Oci.Monitor;

namespace Engine.Runtime.Monitor;

/// <summary>One client of the monitor: requests and answers, or, after an attach or exec, the streams of a process.</summary>
internal sealed class Connection : IReadyHandler, IFrameSink, IDisposable
{
    private readonly FileDescriptor _socket;
    private readonly EventLoop _loop;
    private readonly WorkBuffers _buffers;
    private readonly IConnectionOwner _owner;
    private readonly FrameReader _reader;
    private readonly ByteQueue _output = new();
    private int _watch = -1;
    private EpollEvents _watched;
    private bool _inputPaused;
    private bool _endAfterFlush;

    public Connection(FileDescriptor socket, EventLoop loop, WorkBuffers buffers, IConnectionOwner owner)
    {
        _socket = socket;
        _loop = loop;
        _buffers = buffers;
        _owner = owner;
        _reader = new FrameReader(this);
        UpdateWatch();
    }

    /// <summary>Gets events.</summary>
    public bool IsSubscriber { get; set; }

    /// <summary>The process whose streams this connection carries, if it does.</summary>
    public StreamClient? Stream { get; set; }

    public bool IsClosed { get; private set; }

    /// <summary>Bytes the client has not taken yet.</summary>
    public int OutputLength => _output.Length;

    public void OnReady(EpollEvents events)
    {
        if ((events & EpollEvents.EPOLLOUT) != 0)
        {
            Flush();
        }

        if (!IsClosed && !_inputPaused && (events & (EpollEvents.EPOLLIN | EpollEvents.EPOLLHUP | EpollEvents.EPOLLERR)) != 0)
        {
            Receive();
        }
        else if (!IsClosed && (events & (EpollEvents.EPOLLHUP | EpollEvents.EPOLLERR)) != 0)
        {
            Dispose();
        }
    }

    /// <summary>Stops or resumes reading what the client sends.</summary>
    public void PauseInput(bool paused)
    {
        _inputPaused = paused;
        if (!IsClosed)
        {
            UpdateWatch();
        }
    }

    public void Send<T>(MonitorMessage message, T payload, JsonFormat<T> format) => Send(message, format.Write(payload));

    /// <summary>Sends a frame; what the socket does not take now waits in memory.</summary>
    public void Send(MonitorMessage message, ReadOnlySpan<byte> payload = default)
    {
        if (IsClosed || _endAfterFlush)
        {
            return;
        }

        Span<byte> header = stackalloc byte[MonitorFrame.HeaderSize];
        MonitorFrame.WriteHeader(header, message, payload.Length);
        var sent = 0;
        if (_output.IsEmpty)
        {
            var result = RawIo.Send(_socket.Number, header, payload);
            if (result < 0 && result != -(nint)Errno.EAGAIN)
            {
                Dispose();
                return;
            }

            sent = (int)Math.Max(0, result);
        }

        if (sent < MonitorFrame.HeaderSize + payload.Length)
        {
            _output.Append(header[Math.Min(sent, MonitorFrame.HeaderSize)..]);
            _output.Append(payload[Math.Max(0, sent - MonitorFrame.HeaderSize)..]);
            UpdateWatch();
        }
    }

    /// <summary>Ends the connection as soon as the client has taken everything.</summary>
    public void EndAfterFlush()
    {
        _endAfterFlush = true;
        if (_output.IsEmpty)
        {
            Dispose();
        }
    }

    /// <summary>Ends the connection at once.</summary>
    public void Dispose()
    {
        if (IsClosed)
        {
            return;
        }

        IsClosed = true;
        if (_watch >= 0)
        {
            _loop.Remove(_watch);
        }

        _socket.Dispose();
        _reader.Dispose();
        _output.Dispose();
        Stream?.OnClosed();
        _owner.OnClosed(this);
    }

    bool IFrameSink.OnFrame(MonitorMessage message, ReadOnlySpan<byte> payload)
    {
        if (Stream is not null || _endAfterFlush)
        {
            return false;
        }

        _owner.OnRequest(this, message, payload);
        return !IsClosed;
    }

    bool IFrameSink.OnStreamData(MonitorMessage message, ReadOnlySpan<byte> data)
    {
        Stream?.OnInput(message, data);
        return Stream is not null && !IsClosed;
    }

    private void Receive()
    {
        var count = RawIo.Read(_socket.Number, _buffers.Transfer);
        if (count == -(nint)Errno.EAGAIN)
        {
            return;
        }

        if (count <= 0 || (!_reader.Read(_buffers.Transfer[..(int)count]) && !_endAfterFlush))
        {
            Dispose();
        }
    }

    private void Flush()
    {
        while (!_output.IsEmpty)
        {
            var result = RawIo.Send(_socket.Number, _output.Waiting, default);
            if (result == -(nint)Errno.EAGAIN)
            {
                break;
            }

            if (result < 0)
            {
                Dispose();
                return;
            }

            _output.Consume((int)result);
        }

        if (_output.IsEmpty && _endAfterFlush)
        {
            Dispose();
            return;
        }

        UpdateWatch();
        Stream?.OnOutputTaken();
    }

    /// <summary>A descriptor that nothing is wanted from is not watched at all, because a hang-up would be reported for ever.</summary>
    private void UpdateWatch()
    {
        var wanted = (_inputPaused || _endAfterFlush ? EpollEvents.None : EpollEvents.EPOLLIN) | (_output.IsEmpty ? EpollEvents.None : EpollEvents.EPOLLOUT);
        if (wanted == _watched)
        {
            return;
        }

        if (wanted == EpollEvents.None)
        {
            _loop.Remove(_watch);
            _watch = -1;
        }
        else if (_watch < 0)
        {
            _watch = _loop.Add(_socket.Number, wanted, this);
        }
        else
        {
            _loop.Change(_watch, wanted);
        }

        _watched = wanted;
    }
}
