using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Engine.Host.Events;

/// <summary>Keeps the last events and hands new ones to whoever listens. Publishing never waits: a listener that does not read loses the oldest.</summary>
internal sealed class EventService(TimeProvider time)
{
    /// <summary>How many past events can be asked for.</summary>
    public const int Capacity = 1024;

    private const int ListenerCapacity = 16 * 1024;

    private readonly Lock gate = new();
    private readonly Queue<EngineEvent> past = new(Capacity);
    private readonly List<Channel<EngineEvent>> listeners = [];
    private DateTimeOffset last;

    /// <summary>How many listen now.</summary>
    public int ListenerCount
    {
        get
        {
            lock (gate)
            {
                return listeners.Count;
            }
        }
    }

    /// <summary>Stamps the event and tells everybody.</summary>
    public void Publish(EngineEvent engineEvent)
    {
        lock (gate)
        {
            // Strictly rising stamps let a client go on from the last event it saw.
            DateTimeOffset now = time.GetUtcNow();
            last = now > last ? now : last.AddTicks(1);
            EngineEvent stamped = engineEvent with { Time = last };
            if (past.Count == Capacity)
            {
                past.Dequeue();
            }

            past.Enqueue(stamped);
            foreach (Channel<EngineEvent> listener in listeners)
            {
                listener.Writer.TryWrite(stamped);
            }
        }
    }

    /// <summary>Past events from <paramref name="since"/> on, then new ones until <paramref name="until"/> (null: for ever).</summary>
    /// <remarks>The listener is registered when this returns, not when it is first read.</remarks>
    public IAsyncEnumerable<EngineEvent> SubscribeAsync(
        EventFilter filter, DateTimeOffset? since, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        filter.Validate();
        var channel = Channel.CreateBounded<EngineEvent>(new BoundedChannelOptions(ListenerCapacity)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
        });
        EngineEvent[] missed;
        lock (gate)
        {
            missed = since is null && until is null ? [] : [.. past.Where(e => since is null || e.Time >= since)];
            listeners.Add(channel);
        }

        return ReadAsync(channel, missed, filter, until, cancellationToken);
    }

    private async IAsyncEnumerable<EngineEvent> ReadAsync(
        Channel<EngineEvent> channel,
        EngineEvent[] missed,
        EventFilter filter,
        DateTimeOffset? until,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            foreach (EngineEvent engineEvent in missed)
            {
                if ((until is null || engineEvent.Time <= until) && filter.Matches(engineEvent))
                {
                    yield return engineEvent;
                }
            }

            if (until is { } end)
            {
                TimeSpan remaining = end - time.GetUtcNow();
                if (remaining <= TimeSpan.Zero)
                {
                    yield break;
                }

                using ITimer timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), deadline, remaining, Timeout.InfiniteTimeSpan);
                while (await WaitAsync(channel, cancellationToken, deadline.Token))
                {
                    while (channel.Reader.TryRead(out EngineEvent? engineEvent))
                    {
                        if (engineEvent.Time <= end && filter.Matches(engineEvent))
                        {
                            yield return engineEvent;
                        }
                    }
                }

                yield break;
            }

            await foreach (EngineEvent engineEvent in channel.Reader.ReadAllAsync(cancellationToken))
            {
                if (filter.Matches(engineEvent))
                {
                    yield return engineEvent;
                }
            }
        }
        finally
        {
            lock (gate)
            {
                listeners.Remove(channel);
            }
        }
    }

    private static async ValueTask<bool> WaitAsync(Channel<EngineEvent> channel, CancellationToken caller, CancellationToken deadline)
    {
        try
        {
            return await channel.Reader.WaitToReadAsync(deadline);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            return false;
        }
    }
}
