using Engine.Host.Networking.Dns.Messages;
using Engine.Host.Networking.Dns.Upstream;
using Engine.Linux;

namespace Engine.Host.Networking.Dns.Server;

/// <summary>The name server of all containers: one thread, two sockets in each of their network namespaces.</summary>
internal sealed class DnsServer : IDisposable
{
    // Beyond them the answer is an error at once, rather than later for all.
    private const int MostForwarded = 1024;
    private const int MostForwardedPerContainer = 256;

    private readonly HostNameServers _hostServers;
    private int _forwarded;

    /// <param name="hostServers">Whom to ask for containers without servers of their own.</param>
    /// <param name="onFault">Told about failures that nobody waits for.</param>
    public DnsServer(HostNameServers hostServers, Action<Exception> onFault)
    {
        _hostServers = hostServers;
        Loop = new SocketLoop("dns", onFault);
    }

    public SocketLoop Loop { get; }

    /// <summary>A packet that came; only the loop's thread uses it.</summary>
    public byte[] Input { get; } = new byte[ushort.MaxValue];

    /// <summary>An answer of the server's own; only the loop's thread uses it.</summary>
    public byte[] Output { get; } = new byte[QueryAnswer.MaxSize];

    /// <summary>Opens a container's sockets at an address of its loopback interface.</summary>
    /// <param name="container">Whose.</param>
    /// <param name="address">Where: the same for UDP and TCP.</param>
    /// <exception cref="LinuxException">EADDRINUSE: the container's programs have the port.</exception>
    public async Task OpenAsync(ContainerResolver container, InternetAddress address)
    {
        var (datagram, stream) = await container.Namespace.RunAsync(static () => (InternetSocket.OpenDatagram(), InternetSocket.OpenStream()));
        try
        {
            InternetSocket.Bind(datagram, address);
            InternetSocket.Listen(stream, address, backlog: 16);
        }
        catch
        {
            datagram.Dispose();
            stream.Dispose();
            throw;
        }

        Loop.Post(() =>
        {
            container.Sockets = [new DatagramListener(this, container, datagram), new StreamListener(this, container, stream)];
            foreach (var socket in container.Sockets)
            {
                Loop.Add(socket, EpollEvents.EPOLLIN);
            }
        });
    }

    /// <summary>Closes a container's sockets. Its clients hear nothing more.</summary>
    public void Close(ContainerResolver container) => Loop.Post(() =>
    {
        foreach (var socket in container.Sockets)
        {
            Loop.Close(socket);
        }

        container.Namespace.Dispose();
    });

    public void Dispose() => Loop.Dispose();

    /// <summary>Asks others a container's question. On the loop's thread.</summary>
    public void Forward(ContainerResolver container, IReplyTarget target, in InternetAddress client, ReadOnlySpan<byte> packet)
    {
        var servers = container.Scope.Servers ?? _hostServers.Current;
        if (servers.Count == 0 || _forwarded >= MostForwarded || container.Forwarded >= MostForwardedPerContainer)
        {
            target.Reply(Output.AsSpan(0, QueryAnswer.WriteFailure(packet, DnsResponseCode.ServFail, Output)), client);
            return;
        }

        _forwarded++;
        new ForwardedQuery(this, container, target, client, servers, packet).Next();
    }

    /// <summary>A question that was passed on is answered. On the loop's thread.</summary>
    public void OnForwarded() => _forwarded--;

    /// <summary>
    /// Makes a socket to ask a server from: the container's own servers are asked from its namespace, the host's from the host's. On the
    /// loop's thread, which also hears of it, at once or later: of null when there can be none.
    /// </summary>
    public void Open(ContainerResolver container, bool stream, bool v6, Action<FileDescriptor?> onOpened)
    {
        if (container.Scope.Servers is null)
        {
            onOpened(TryOpen(stream, v6));
        }
        else
        {
            _ = OpenWithinAsync(container, stream, v6, onOpened);
        }
    }

    private async Task OpenWithinAsync(ContainerResolver container, bool stream, bool v6, Action<FileDescriptor?> onOpened)
    {
        FileDescriptor? descriptor;
        try
        {
            descriptor = await container.Namespace.RunAsync(() => TryOpen(stream, v6));
        }
        catch (Exception e) when (e is LinuxException or ObjectDisposedException)
        {
            // The container is gone.
            descriptor = null;
        }

        Loop.Post(() => onOpened(descriptor));
    }

    // Out of descriptors, or without IPv6, it is as if the server did not answer.
    private static FileDescriptor? TryOpen(bool stream, bool v6)
    {
        try
        {
            return stream ? InternetSocket.OpenStream(v6) : InternetSocket.OpenDatagram(v6);
        }
        catch (LinuxException)
        {
            return null;
        }
    }
}
