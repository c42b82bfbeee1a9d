using System.Net;
using System.Net.Sockets;
using Engine.Linux;

namespace Engine.Host.Networking.Ports;

/// <summary>A port that is held by a socket, and perhaps relayed.</summary>
/// <param name="descriptor">The socket, or null where the kernel has none of the protocol.</param>
internal sealed class HeldPort(FileDescriptor? descriptor) : IDisposable
{
    private Socket? socket;
    private volatile IPEndPoint? target;

    /// <summary>Passes on what comes, from now on to <paramref name="to"/>.</summary>
    public void Relay(ProtocolType protocol, IPEndPoint to)
    {
        target = to;
        if (socket is not null || descriptor is null || protocol is not (ProtocolType.Tcp or ProtocolType.Udp))
        {
            return;
        }

        // The framework takes the descriptor over.
        socket = new Socket(new SafeSocketHandle(descriptor.Number, ownsHandle: true));
        descriptor.SetHandleAsInvalid();
        _ = protocol == ProtocolType.Tcp ? StreamRelay.RunAsync(socket, () => target) : DatagramRelay.RunAsync(socket, () => target);
    }

    public void Dispose()
    {
        target = null;
        socket?.Dispose();
        descriptor?.Dispose();
    }
}
