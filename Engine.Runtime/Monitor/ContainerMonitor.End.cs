using Engine.Linux;
using Engine.Oci;
using Engine.Oci.Monitor;

namespace Engine.Runtime.Monitor;

internal sealed partial class ContainerMonitor
{
    private const uint ExitFileMode = 0b110_000_000;

    /// <summary>How long a client that takes nothing at all is waited for before the monitor ends without it.</summary>
    private const int StalledClientMilliseconds = 60_000;

    private ExitRecord? _exit;
    private ulong _startTime;
    private int? _exitCode;
    private bool _drained;
    private DateTimeOffset _finishedAt;

    /// <summary>
    /// Calls <paramref name="ended"/> with the exit code of a child. The end is seen by its pid descriptor and not by SIGCHLD, which the
    /// kernel may give to the collector's finalizer thread, where it is lost.
    /// </summary>
    private void WhenEnded(int pid, int pidDescriptor, Action<int> ended)
    {
        var watch = -1;
        watch = _loop.Add(pidDescriptor, EpollEvents.EPOLLIN, new ReadyHandler(() =>
        {
            if (ChildExit.TryTake(pid, out var exitCode))
            {
                _loop.Remove(watch);
                ended(exitCode);
            }
        }));
    }

    private void OnContainerEnded(int exitCode)
    {
        if (_phase == MonitorPhase.Created)
        {
            // Killed before its release, by a signal that a client asked for: an exit like any other.
            _phase = MonitorPhase.Running;
        }

        _exitCode = exitCode;
        _finishedAt = DateTimeOffset.UtcNow;
        _phase = MonitorPhase.Draining;
        _paused = false;
        OnOomUnlessTold();

        // Without a pid namespace of its own the container's other processes do not end with the first one.
        _container!.KillAll();
        _streams!.OnProcessEnded();
    }

    private void OnOomUnlessTold()
    {
        if (_container!.OomDescriptor >= 0)
        {
            OnOom();
        }
    }

    private void OnDrained()
    {
        _drained = true;
        EndWhenDrained();
    }

    /// <summary>
    /// The end of the container. The order matters: first the record is on the disk, then nothing is left that a successor of the same
    /// name could meet (its socket, its cgroup), then everybody is told.
    /// </summary>
    private void EndWhenDrained()
    {
        if (!_drained || _execs.Count > 0 || _phase != MonitorPhase.Draining)
        {
            return;
        }

        _exit = new ExitRecord
        {
            ExitCode = _exitCode!.Value,
            OomKilled = _oomKilled,
            FinishedAt = _finishedAt,
            Execs = _endedExecs.Count == 0 ? null : _endedExecs.ToArray(),
        };
        var record = OciJson.ExitRecord.Write(_exit);
        TryRecordExit(record);
        _log?.Dispose();
        _listener!.Dispose();
        _container!.Dispose();
        _phase = MonitorPhase.Ended;
        TellSubscribers(MonitorMessage.Exited, record);
        _streams!.EndClients(MonitorMessage.Exited, record);
        EndConnections();
    }

    private void TryRecordExit(ReadOnlySpan<byte> record)
    {
        try
        {
            DurableFile.Write(_request!.ExitPath, record, ExitFileMode);
        }
        catch (LinuxException)
        {
            // A full disk must not keep the exit from those who wait for it; the host, if it lives, stores it in its own way.
        }
    }

    /// <summary>Launch or start failed, or nobody wants the container any more: nothing of it stays.</summary>
    private void AbandonContainer()
    {
        _listener?.Dispose();
        _streams?.Dispose();
        _log?.Dispose();
        _container?.Dispose();
        _phase = MonitorPhase.Ended;
    }

    /// <summary>Ends every connection once its client took what it was sent, and the process after the last of them.</summary>
    private void EndConnections()
    {
        for (var i = _connections.Count - 1; i >= 0; i--)
        {
            _connections[i].EndAfterFlush();
        }

        StopIfAlone();
        WatchForStalledClients(Unsent());
    }

    private void StopIfAlone()
    {
        if (_connections.Count == 0)
        {
            _loop.Stop();
        }
    }

    private void WatchForStalledClients(long unsentBefore) => _loop.After(StalledClientMilliseconds, () =>
    {
        var unsent = Unsent();
        if (unsent == unsentBefore)
        {
            _loop.Stop();
        }

        WatchForStalledClients(unsent);
    });

    private long Unsent()
    {
        var unsent = 0L;
        foreach (var connection in _connections)
        {
            unsent += connection.OutputLength;
        }

        return unsent;
    }
}
