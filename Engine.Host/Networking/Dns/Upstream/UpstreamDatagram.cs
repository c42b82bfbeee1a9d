using Engine.Host.Networking.Dns.Server;
using Engine.Linux;

namespace Engine.Host.Networking.Dns.Upstream;

/// <summary>A question to a server by UDP, from a socket of its own.</summary>
internal sealed class UpstreamDatagram(DnsServer server, ForwardedQuery query, FileDescriptor descriptor, long deadline) : LoopSocket(descriptor)
{
    /// <summary>Sends the question.</summary>
    /// <returns>What waits for the answer, or null if it cannot be sent: the descriptor is the caller's still.</returns>
    public static UpstreamDatagram? TryAsk(
        DnsServer server, ForwardedQuery query, FileDescriptor descriptor, in InternetAddress upstream, ReadOnlySpan<byte> message, long deadline)
    {
        // A connected socket hears nobody but the server, and its refusal.
        if (InternetSocket.Connect(descriptor.Number, upstream) < 0 || InternetSocket.Send(descriptor.Number, message) < 0)
        {
            return null;
        }

        var socket = new UpstreamDatagram(server, query, descriptor, deadline);
        server.Loop.Add(socket, EpollEvents.EPOLLIN);
        server.Loop.Watch(socket);
        return socket;
    }

    public override void OnReady(EpollEvents events)
    {
        while (!IsClosed)
        {
            var count = InternetSocket.ReceiveFrom(Number, server.Input, out _);
            if (count == -(int)Errno.EAGAIN)
            {
                return;
            }

            if (count < 0)
            {
                query.OnSilence(Environment.TickCount64);
                return;
            }

            if (query.OnMessage(server.Input.AsSpan(0, count)))
            {
                return;
            }
        }
    }

    public override void OnTick(long now)
    {
        if (now >= deadline)
        {
            query.OnSilence(now);
        }
    }
}
