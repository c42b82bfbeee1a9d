using Engine.Linux;
using Engine.Oci.Monitor;

namespace Engine.Runtime.Monitor;

/// <summary>The monitor's end of a process's standard output or error, or of its terminal.</summary>
internal sealed class OutputSource : IReadyHandler
{
    private readonly FileDescriptor _descriptor;
    private readonly MonitorMessage _stream;
    private readonly EventLoop _loop;
    private readonly WorkBuffers _buffers;
    private readonly ProcessStreams _streams;
    private int _watch = -1;

    /// <param name="descriptor">Non-blocking; owned from now on.</param>
    /// <param name="stream"><see cref="MonitorMessage.Stdout"/> or <see cref="MonitorMessage.Stderr"/>.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="buffers">Where to read to.</param>
    /// <param name="streams">Who gets what was read.</param>
    public OutputSource(FileDescriptor descriptor, MonitorMessage stream, EventLoop loop, WorkBuffers buffers, ProcessStreams streams)
    {
        _descriptor = descriptor;
        _stream = stream;
        _loop = loop;
        _buffers = buffers;
        _streams = streams;
        Pause(false);
    }

    /// <summary>The end was reached, or reading was given up.</summary>
    public bool IsEnded { get; private set; }

    public void OnReady(EpollEvents events)
    {
        var count = RawIo.Read(_descriptor.Number, _buffers.Transfer);
        if (count > 0)
        {
            _streams.OnOutput(_stream, _buffers.Transfer[..(int)count]);
        }
        else if (count != -(nint)Errno.EAGAIN)
        {
            // A terminal answers EIO when its last user is gone.
            End();
        }
    }

    /// <summary>Stops or resumes reading. A paused source is not watched at all, because a hang-up would be reported for ever.</summary>
    public void Pause(bool paused)
    {
        if (IsEnded || paused == _watch < 0)
        {
            return;
        }

        if (paused)
        {
            _loop.Remove(_watch);
            _watch = -1;
        }
        else
        {
            _watch = _loop.Add(_descriptor.Number, EpollEvents.EPOLLIN, this);
        }
    }

    /// <summary>Gives up reading.</summary>
    public void End()
    {
        if (!IsEnded)
        {
            Pause(true);
            IsEnded = true;
            _descriptor.Dispose();
            _streams.OnOutputEnded(_stream);
        }
    }
}
