using System.Net.Sockets;
using System.Text;

namespace Engine.Security.Tests.Engines;

/// <summary>A connection to the engine for requests that no HTTP library would send.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public RawConnection(string path) => _socket.Connect(new UnixDomainSocketEndPoint(path));

    /// <summary>Sends bytes and returns what comes first.</summary>
    public async Task<string> SendAsync(string request)
    {
        await _socket.SendAsync(Encoding.UTF8.GetBytes(request), TestContext.Current.CancellationToken);
        var buffer = new byte[16384];
        int length = await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    public void Dispose() => _socket.Dispose();
}
