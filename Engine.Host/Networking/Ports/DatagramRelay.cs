using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Engine.Host.Networking.Ports;

/// <summary>Passes datagrams on, each client's by a socket of its own so that answers find back, until their socket is closed.</summary>
internal static class DatagramRelay
{
    private const int LargestDatagram = 65535;

    // As long as the kernel keeps a stream of UDP in mind (nf_conntrack_udp_timeout_stream).
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(120);

    public static async Task RunAsync(Socket socket, Func<IPEndPoint?> target)
    {
        var clients = new ConcurrentDictionary<EndPoint, Socket>();
        byte[] first = new byte[1];
        var any = new IPEndPoint(IPAddress.IPv6Any, 0);
        try
        {
            while (true)
            {
                // There is a buffer only while there is a datagram: most ports are quiet most of the time.
                await socket.ReceiveFromAsync(first, SocketFlags.Peek, any);
                byte[] buffer = ArrayPool<byte>.Shared.Rent(LargestDatagram);
                EndPoint client = any;
                int read = socket.ReceiveFrom(buffer, ref client);
                if (target() is { } to)
                {
                    await SendAsync(socket, clients, client, buffer.AsMemory(0, read), to);
                }

                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            foreach (Socket far in clients.Values)
            {
                far.Dispose();
            }
        }
    }

    private static async Task SendAsync(Socket socket, ConcurrentDictionary<EndPoint, Socket> clients, EndPoint client, ReadOnlyMemory<byte> datagram, IPEndPoint to)
    {
        try
        {
            if (!clients.TryGetValue(client, out Socket? far))
            {
                far = new Socket(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
                await far.ConnectAsync(to);
                clients[client] = far;
                _ = AnswerAsync(socket, clients, client, far);
            }

            await far.SendAsync(datagram, SocketFlags.None);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Lost, as datagrams are.
        }
    }

    private static async Task AnswerAsync(Socket socket, ConcurrentDictionary<EndPoint, Socket> clients, EndPoint client, Socket far)
    {
        byte[] first = new byte[1];
        try
        {
            while (true)
            {
                using var patience = new CancellationTokenSource(s_idle);
                await far.ReceiveAsync(first, SocketFlags.Peek, patience.Token);
                byte[] buffer = ArrayPool<byte>.Shared.Rent(LargestDatagram);
                int read = far.Receive(buffer);
                await socket.SendToAsync(buffer.AsMemory(0, read), SocketFlags.None, client);
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            clients.TryRemove(client, out _);
            far.Dispose();
        }
    }
}
