using Engine.Linux;

namespace Engine.Runtime.Monitor;

/// <summary>The monitor's end of a process's standard input, or of its terminal. What the process does not read yet waits in memory, within bounds.</summary>
/// <param name="descriptor">Non-blocking; owned from now on.</param>
/// <param name="loop">The loop.</param>
/// <param name="roomAgain">Called when a sink that <see cref="IsFull"/> has room again, or is closed.</param>
internal sealed class InputSink(FileDescriptor descriptor, EventLoop loop, Action roomAgain) : IReadyHandler, IDisposable
{
    private const int MostWaiting = 64 * 1024;

    private readonly ByteQueue _waiting = new();
    private int _watch = -1;
    private bool _closed;
    private bool _closeWhenWritten;

    /// <summary>So much waits that senders should pause.</summary>
    public bool IsFull => _waiting.Length > MostWaiting;

    public void Write(ReadOnlySpan<byte> data)
    {
        if (_closed || _closeWhenWritten)
        {
            return;
        }

        if (_waiting.IsEmpty)
        {
            var count = RawIo.Write(descriptor.Number, data);
            if (count < 0 && count != -(nint)Errno.EAGAIN)
            {
                Dispose();
                return;
            }

            data = data[(int)Math.Max(0, count)..];
        }

        _waiting.Append(data);
        Watch();
    }

    /// <summary>No more input: the process reads the end of the file after what waits.</summary>
    public void End()
    {
        _closeWhenWritten = true;
        if (_waiting.IsEmpty)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        _waiting.Dispose();
        Watch();
        descriptor.Dispose();
        roomAgain();
    }

    public void OnReady(EpollEvents events)
    {
        var wasFull = IsFull;
        var count = RawIo.Write(descriptor.Number, _waiting.Waiting);
        if (count >= 0)
        {
            _waiting.Consume((int)count);
        }
        else if (count != -(nint)Errno.EAGAIN)
        {
            Dispose();
            return;
        }

        Watch();
        if (_waiting.IsEmpty && _closeWhenWritten)
        {
            Dispose();
        }
        else if (wasFull && !IsFull)
        {
            roomAgain();
        }
    }

    private void Watch()
    {
        if (!_waiting.IsEmpty && _watch < 0)
        {
            _watch = loop.Add(descriptor.Number, EpollEvents.EPOLLOUT, this);
        }
        else if (_waiting.IsEmpty && _watch >= 0)
        {
            loop.Remove(_watch);
            _watch = -1;
        }
    }
}
