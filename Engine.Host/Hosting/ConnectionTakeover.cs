using System.Net.Sockets;
using Engine.Linux;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Engine.Host.Hosting;

/// <summary>
/// Keeps Kestrel from ending a connection that a handler took over. To Kestrel a client that closed its sending side is gone: it aborts
/// the connection, while a program whose input ended still has its output to send. A handler that took the connection sees the end of input itself.
/// </summary>
internal sealed class ConnectionTakeover : IDisposable
{
    /// <summary>How soon a client that left after its input ended is noticed; only such connections are looked after.</summary>
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationTokenSource _gone = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Socket? _socket;
    private Task _watch = Task.CompletedTask;
    private bool _inputEnded;
    private bool _taken;

    private ConnectionTakeover(Socket? socket) => _socket = socket;

    /// <summary>Ends when the client is gone altogether: nothing sent would arrive.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>From now on the end of the client's sending side does not end the connection.</summary>
    public void Take()
    {
        lock (_closed)
        {
            _taken = true;
            if (_inputEnded)
            {
                _watch = WatchAsync();
            }
        }
    }

    public void Dispose()
    {
        _closed.Dispose();
        _gone.Dispose();
        _ended.Dispose();
    }

    public static ConnectionDelegate Wrap(ConnectionDelegate next) => async connection =>
    {
        using var takeover = new ConnectionTakeover(connection.Features.Get<IConnectionSocketFeature>()?.Socket);
        var transportClosed = connection.ConnectionClosed;
        await using var registration = transportClosed.Register(takeover.Close);
        connection.ConnectionClosed = takeover._closed.Token;
        connection.Features.Set(takeover);
        try
        {
            await next(connection);
        }
        finally
        {
            connection.ConnectionClosed = transportClosed;
            await registration.DisposeAsync();
            await takeover._ended.CancelAsync();
            await takeover._watch;
        }
    };

    private void Close()
    {
        lock (_closed)
        {
            _inputEnded = true;
            if (_taken)
            {
                _watch = WatchAsync();
                return;
            }
        }

        _closed.Cancel();
    }

    // Nothing is written to a client that watches a silent program, and so nothing else would ever tell that it left (CVE-2025-64329).
    private async Task WatchAsync()
    {
        if (_socket is null)
        {
            return;
        }

        using var timer = new PeriodicTimer(s_interval);
        try
        {
            do
            {
                if (_socket.SafeHandle.IsClosed || HangUp.IsSeen(_socket.SafeHandle))
                {
                    await _gone.CancelAsync();
                    return;
                }
            }
            while (await timer.WaitForNextTickAsync(_ended.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The handler is done with the connection.
        }
    }
}
