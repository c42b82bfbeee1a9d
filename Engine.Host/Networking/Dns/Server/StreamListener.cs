using Engine.Linux;

namespace Engine.Host.Networking.Dns.Server;

/// <summary>A container's TCP socket.</summary>
internal sealed class StreamListener(DnsServer server, ContainerResolver container, FileDescriptor descriptor) : LoopSocket(descriptor)
{
    private const int MostConnections = 32;

    public override void OnReady(EpollEvents events)
    {
        var fd = InternetSocket.Accept(Number);
        if (fd < 0)
        {
            return;
        }

        var descriptor = new FileDescriptor(fd);
        if (container.Connections >= MostConnections)
        {
            descriptor.Dispose();
            return;
        }

        var connection = new ClientConnection(server, container, descriptor);
        server.Loop.Add(connection, EpollEvents.EPOLLIN);
        server.Loop.Watch(connection);
        container.Connections++;
    }
}
