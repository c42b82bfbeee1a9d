using Engine.Linux;

namespace Engine.Host.Networking.Dns.Server;

/// <summary>A container's UDP socket.</summary>
internal sealed class DatagramListener(DnsServer server, ContainerResolver container, FileDescriptor descriptor) : LoopSocket(descriptor), IReplyTarget
{
    // Then the others' turn: no container's questions delay those of all others.
    private const int MostAtOnce = 32;

    public bool IsStream => false;

    public override void OnReady(EpollEvents events)
    {
        for (var i = 0; i < MostAtOnce && !IsClosed; i++)
        {
            var count = InternetSocket.ReceiveFrom(Number, server.Input, out var client);
            if (count < 0)
            {
                // EAGAIN, or an error of a datagram that was sent before: that client is gone.
                return;
            }

            var packet = server.Input.AsSpan(0, count);
            var length = QueryAnswer.Write(packet, container.Scope, stream: false, server.Output);
            if (length == QueryAnswer.Unknown)
            {
                server.Forward(container, this, client, packet);
            }
            else if (length > 0)
            {
                InternetSocket.SendTo(Number, server.Output.AsSpan(0, length), client);
            }
        }
    }

    public void Reply(ReadOnlySpan<byte> message, in InternetAddress client)
    {
        if (!IsClosed)
        {
            InternetSocket.SendTo(Number, message, client);
        }
    }
}
