using Engine.Linux;

namespace Engine.Host.Hosting;

/// <summary>
/// Gives memory back once the daemon is quiet. A daemon that has nothing to do allocates nothing, so nothing would ever be collected and
/// what a busy minute took would stay. That something was done is told by the collector itself; at rest nothing wakes up.
/// </summary>
internal sealed class IdleCollector : IDisposable
{
    // Without a collection for so long the daemon counts as quiet. The shared pools part with a buffer only a minute after a collection first
    // saw it lie idle, so the second time is for them.
    private static readonly TimeSpan[] s_quietTimes = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(65)];

    private readonly Timer _timer;
    private int _stage;
    private volatile bool _collecting;
    private volatile bool _disposed;

    public IdleCollector()
    {
        _timer = new Timer(static state => ((IdleCollector)state!).Collect(), this, s_quietTimes[0], Timeout.InfiniteTimeSpan);
        _ = new Sentinel(this);
    }

    public void Dispose()
    {
        _disposed = true;
        _timer.Dispose();
    }

    private void Collect()
    {
        _collecting = true;
#pragma warning disable RS0030 // No allocation problem is hidden here: it is what a long life's busy moments left.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
#pragma warning restore RS0030
        NativeHeap.Trim();
        _collecting = false;
        if (++_stage < s_quietTimes.Length)
        {
            Arm();
        }
    }

    private void OnCollected()
    {
        if (!_collecting)
        {
            _stage = 0;
            Arm();
        }
    }

    private void Arm()
    {
        if (!_disposed)
        {
            _timer.Change(s_quietTimes[_stage], Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Found dead by every collection, and replaced by a new one.</summary>
    private sealed class Sentinel(IdleCollector owner)
    {
        ~Sentinel()
        {
            if (!owner._disposed)
            {
                owner.OnCollected();
                _ = new Sentinel(owner);
            }
        }
    }
}
