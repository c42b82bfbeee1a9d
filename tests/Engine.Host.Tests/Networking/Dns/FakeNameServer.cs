using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Engine.Host.Tests.Networking.Dns;

/// <summary>A server on the loopback that is asked by the one under test; what it does with a question the test says.</summary>
internal sealed class FakeNameServer : IDisposable
{
    private readonly Socket _datagrams = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket? _streams;
    private readonly Func<byte[], bool, IEnumerable<byte[]>> _answer;

    public FakeNameServer(Func<byte[], bool, IEnumerable<byte[]>> answer, bool servesStreams = true)
    {
        _answer = answer;
        _datagrams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _ = ServeDatagramsAsync();
        if (servesStreams)
        {
            _streams = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _streams.Bind(EndPoint);
            _streams.Listen();
            _ = ServeStreamsAsync();
        }
    }

    public IPEndPoint EndPoint => (IPEndPoint)_datagrams.LocalEndPoint!;

    public List<(byte[] Packet, bool Stream, EndPoint Client)> Asked { get; } = [];

    /// <summary>An answer with one address.</summary>
    public static byte[] Address(byte[] question, string address, ushort flags = 0x8180)
    {
        byte[] answer = [.. question, 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, .. IPAddress.Parse(address).GetAddressBytes()];
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(2), flags);
        answer[7] = 1;
        return answer;
    }

    /// <summary>An answer that is only a code.</summary>
    public static byte[] Code(byte[] question, int code)
    {
        byte[] answer = [.. question];
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(2), (ushort)(0x8180 | code));
        return answer;
    }

    public void Dispose()
    {
        _datagrams.Dispose();
        _streams?.Dispose();
    }

    private IEnumerable<byte[]> Answer(byte[] packet, bool stream, EndPoint client)
    {
        lock (Asked)
        {
            Asked.Add((packet, stream, client));
        }

        return _answer(packet, stream);
    }

    private async Task ServeDatagramsAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var received = await _datagrams.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
                foreach (var answer in Answer(buffer[..received.ReceivedBytes], false, received.RemoteEndPoint))
                {
                    await _datagrams.SendToAsync(answer, received.RemoteEndPoint);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeStreamsAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _streams!.AcceptAsync();
                using var stream = new NetworkStream(client);
                var length = new byte[2];
                await stream.ReadExactlyAsync(length);
                var packet = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(packet);
                foreach (var answer in Answer(packet, true, client.RemoteEndPoint!))
                {
                    BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
                    await stream.WriteAsync((byte[])[.. length, .. answer]);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // Disposed.
        }
    }
}
