using Microsoft.AspNetCore.Connections;

namespace Engine.Host.Hosting;

/// <summary>
/// Keeps Kestrel from ending a connection that a handler took over. To Kestrel a client that closed its sending side is gone: it aborts
/// the connection, while a program whose input ended still has its output to send. A handler that took the connection sees the end of input itself.
/// </summary>
internal sealed class ConnectionTakeover : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private volatile bool _taken;

    private ConnectionTakeover()
    {
    }

    /// <summary>From now on the end of the client's sending side does not end the connection.</summary>
    public void Take() => _taken = true;

    public void Dispose() => _closed.Dispose();

    public static ConnectionDelegate Wrap(ConnectionDelegate next) => async connection =>
    {
        using var takeover = new ConnectionTakeover();
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
        }
    };

    private void Close()
    {
        if (!_taken)
        {
            _closed.Cancel();
        }
    }
}
