using Engine.Linux;

namespace Engine.Runtime.Monitor;

/// <summary>
/// The monitor's one thread: waits for descriptors and deadlines and calls their handlers, one after the other.
/// The wait's timeout serves the deadlines, so that a monitor at rest sleeps without end.
/// </summary>
internal sealed class EventLoop(Action idle) : IDisposable
{
    /// <summary>Quiet time after which memory that only busy times need is given back.</summary>
    private const int IdleMilliseconds = 500;

    private readonly Epoll _epoll = new();
    private readonly EpollEvent[] _events = new EpollEvent[16];
    private readonly List<Watch> _watches = [];
    private readonly List<Deadline> _deadlines = [];
    private bool _stopped;
    private bool _busy = true;

    /// <summary>Watches <paramref name="fd"/>.</summary>
    /// <returns>The number to change or end the watch with.</returns>
    public int Add(int fd, EpollEvents events, IReadyHandler handler)
    {
        var index = _watches.FindIndex(w => w.Handler is null);
        if (index < 0)
        {
            index = _watches.Count;
            _watches.Add(default);
        }

        var watch = new Watch(fd, _watches[index].Generation + 1, handler);
        _epoll.Add(fd, events, watch.Data(index));
        _watches[index] = watch;
        return index;
    }

    public void Change(int watch, EpollEvents events) => _epoll.Modify(_watches[watch].Fd, events, _watches[watch].Data(watch));

    /// <summary>Ends a watch; its handler is not called again, not even for events that were fetched already.</summary>
    public void Remove(int watch)
    {
        _epoll.Remove(_watches[watch].Fd);
        _watches[watch] = _watches[watch] with { Handler = null };
    }

    public Deadline After(int milliseconds, Action callback)
    {
        var deadline = new Deadline(Environment.TickCount64 + milliseconds, callback);
        _deadlines.Add(deadline);
        return deadline;
    }

    public void Cancel(Deadline? deadline)
    {
        if (deadline is not null)
        {
            _deadlines.Remove(deadline);
        }
    }

    /// <summary>Ends <see cref="Run"/> after the current handler.</summary>
    public void Stop() => _stopped = true;

    public void Run()
    {
        while (!_stopped)
        {
            RunOnce();
        }
    }

    /// <summary>One wait and what came of it.</summary>
    public void RunOnce()
    {
        var count = _epoll.Wait(_events, Timeout());
        if (count > 0)
        {
            _busy = true;
        }

        for (var i = 0; i < count && !_stopped; i++)
        {
            Dispatch(_events[i]);
        }

        if (!FireDeadlines() && count == 0 && _busy && !_stopped)
        {
            _busy = false;
            idle();
        }
    }

    public void Dispose() => _epoll.Dispose();

    private void Dispatch(EpollEvent ready)
    {
        var watch = _watches[(int)(uint)ready.Data];
        if (watch.Generation == (uint)(ready.Data >> 32))
        {
            watch.Handler?.OnReady(ready.Events);
        }
    }

    private int Timeout()
    {
        var next = _busy ? Environment.TickCount64 + IdleMilliseconds : long.MaxValue;
        foreach (var deadline in _deadlines)
        {
            next = Math.Min(next, deadline.At);
        }

        return next == long.MaxValue ? -1 : (int)Math.Max(0, next - Environment.TickCount64);
    }

    private bool FireDeadlines()
    {
        var fired = false;
        for (var i = _deadlines.Count - 1; i >= 0 && !_stopped; i = Math.Min(i, _deadlines.Count) - 1)
        {
            var deadline = _deadlines[i];
            if (deadline.At <= Environment.TickCount64)
            {
                _deadlines.RemoveAt(i);
                deadline.Callback();
                fired = true;
            }
        }

        return fired;
    }

    private readonly record struct Watch(int Fd, uint Generation, IReadyHandler? Handler)
    {
        public ulong Data(int index) => ((ulong)Generation << 32) | (uint)index;
    }
}
