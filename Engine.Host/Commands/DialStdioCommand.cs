using System.Net.Sockets;
using Engine.Host.Configuration;

namespace Engine.Host.Commands;

/// <summary>
/// <c>engine-host dial-stdio</c>: joins standard input and output with the engine's socket, for clients that reach this machine by ssh.
/// The end of input only closes the sending side; what the engine still answers is passed on.
/// </summary>
internal static class DialStdioCommand
{
    public static async Task<int> RunAsync(EngineOptions options)
    {
        var path = options.Hosts.FirstOrDefault(h => h.SocketPath is not null)?.SocketPath
            ?? throw new Hosting.StartException("dial-stdio needs a host that is a Unix socket");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException e)
        {
            throw new Hosting.StartException($"no engine answers on {path}: {e.Message}", e);
        }

        await using var connection = new NetworkStream(socket);
        var sending = SendAsync(connection, socket);
        await using var output = Console.OpenStandardOutput();
        await connection.CopyToAsync(output);
        _ = sending.ContinueWith(static t => _ = t.Exception, TaskScheduler.Default);
        return 0;
    }

    private static async Task SendAsync(NetworkStream connection, Socket socket)
    {
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(connection);
        socket.Shutdown(SocketShutdown.Send);
    }
}
