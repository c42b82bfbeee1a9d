using System.Collections.Concurrent;
using Engine.Linux;

namespace Engine.Host.Networking.Dns.Server;

/// <summary>
/// One thread and one epoll(7) for any number of sockets. At rest it waits and costs nothing; what others want of it they post.
/// </summary>
internal sealed class SocketLoop : IDisposable
{
    private const ulong Wakeup = ulong.MaxValue;
    private const int TickMilliseconds = 100;
    private const int StackSize = 256 * 1024;

    private readonly Epoll _epoll = new();
    private readonly EventCounter _wakeup = new();
    private readonly ConcurrentQueue<Action> _posted = new();
    private readonly List<LoopSocket?> _slots = [];
    private readonly Stack<int> _free = [];
    private readonly HashSet<LoopSocket> _watched = [];
    private readonly Action<Exception> _onFault;
    private readonly Thread _thread;
    private bool _stopped;

    /// <param name="name">The thread's name.</param>
    /// <param name="onFault">Told about a socket's unexpected failure; the loop closes that socket and goes on.</param>
    public SocketLoop(string name, Action<Exception> onFault)
    {
        _onFault = onFault;
        _epoll.Add(_wakeup.Descriptor.Number, EpollEvents.EPOLLIN, Wakeup);
        _thread = new Thread(Run, StackSize) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Runs something on the loop's thread, in the order of the calls.</summary>
    public void Post(Action action)
    {
        _posted.Enqueue(action);
        _wakeup.Signal();
    }

    /// <summary>Runs something on the loop's thread, and waits for it.</summary>
    public Task InvokeAsync(Action action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                action();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    /// <summary>Takes a socket over. On the loop's thread.</summary>
    public void Add(LoopSocket socket, EpollEvents events)
    {
        if (!_free.TryPop(out var slot))
        {
            slot = _slots.Count;
            _slots.Add(null);
        }

        try
        {
            _epoll.Add(socket.Number, events, (ulong)slot);
        }
        catch
        {
            _free.Push(slot);
            throw;
        }

        socket.Slot = slot;
        _slots[slot] = socket;
    }

    /// <summary>Changes what a socket is watched for. On the loop's thread.</summary>
    public void Modify(LoopSocket socket, EpollEvents events) => _epoll.Modify(socket.Number, events, (ulong)socket.Slot);

    /// <summary>Ticks for a socket from now on. On the loop's thread.</summary>
    public void Watch(LoopSocket socket) => _watched.Add(socket);

    /// <summary>Closes a socket and forgets it; again does nothing. On the loop's thread.</summary>
    public void Close(LoopSocket socket)
    {
        if (socket.Slot < 0)
        {
            return;
        }

        _slots[socket.Slot] = null;
        _free.Push(socket.Slot);
        _watched.Remove(socket);
        socket.Slot = -1;
        socket.Close();
    }

    /// <summary>Closes all sockets and ends the thread.</summary>
    public void Dispose()
    {
        Post(() => _stopped = true);
        _thread.Join();
        _epoll.Dispose();
        _wakeup.Dispose();
    }

    private void Run()
    {
        Span<EpollEvent> events = new EpollEvent[64];
        var nextTick = 0L;
        while (!_stopped)
        {
            var count = _epoll.Wait(events, _watched.Count > 0 ? TickMilliseconds : Timeout.Infinite);
            foreach (var ready in events[..count])
            {
                if (ready.Data == Wakeup)
                {
                    _wakeup.Reset();
                    RunPosted();
                }
                else if (_slots[(int)ready.Data] is { } socket)
                {
                    Handle(socket, ready.Events);
                }
            }

            if (_watched.Count > 0 && Environment.TickCount64 is var now && now >= nextTick)
            {
                nextTick = now + TickMilliseconds;
                Tick(now);
            }
        }

        foreach (var socket in _slots.OfType<LoopSocket>().ToList())
        {
            Close(socket);
        }
    }

    private void RunPosted()
    {
        while (_posted.TryDequeue(out var action))
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                _onFault(e);
            }
        }
    }

    private void Tick(long now)
    {
        foreach (var socket in _watched.ToArray())
        {
            if (socket.Slot >= 0)
            {
                try
                {
                    socket.OnTick(now);
                }
                catch (Exception e)
                {
                    _onFault(e);
                    Close(socket);
                }
            }
        }
    }

    private void Handle(LoopSocket socket, EpollEvents events)
    {
        try
        {
            socket.OnReady(events);
        }
        catch (Exception e)
        {
            _onFault(e);
            Close(socket);
        }
    }
}
