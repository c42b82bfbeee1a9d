using System.Buffers;
using System.Buffers.Binary;
using Engine.Host.Networking.Dns.Server;
using Engine.Linux;

namespace Engine.Host.Networking.Dns.Upstream;

/// <summary>A question to a server by TCP.</summary>
internal sealed class UpstreamStream : LoopSocket
{
    private readonly DnsServer _server;
    private readonly ForwardedQuery _query;
    private readonly long _deadline;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(sizeof(ushort) + ushort.MaxValue);
    private readonly int _toSend;
    private int _sent;
    private int _received;

    private UpstreamStream(DnsServer server, ForwardedQuery query, FileDescriptor descriptor, ReadOnlySpan<byte> message, long deadline)
        : base(descriptor)
    {
        _server = server;
        _query = query;
        _deadline = deadline;
        BinaryPrimitives.WriteUInt16BigEndian(_buffer, (ushort)message.Length);
        message.CopyTo(_buffer.AsSpan(sizeof(ushort)));
        _toSend = sizeof(ushort) + message.Length;
    }

    /// <summary>Begins to connect.</summary>
    /// <returns>What sends the question and waits for the answer, or null if that failed at once: the descriptor is the caller's still.</returns>
    public static UpstreamStream? TryAsk(
        DnsServer server, ForwardedQuery query, FileDescriptor descriptor, in InternetAddress upstream, ReadOnlySpan<byte> message, long deadline)
    {
        var result = InternetSocket.Connect(descriptor.Number, upstream);
        if (result < 0 && result != -(int)Errno.EINPROGRESS)
        {
            return null;
        }

        var socket = new UpstreamStream(server, query, descriptor, message, deadline);
        server.Loop.Add(socket, EpollEvents.EPOLLOUT);
        server.Loop.Watch(socket);
        return socket;
    }

    public override void OnReady(EpollEvents events)
    {
        if (_sent < _toSend)
        {
            Send();
        }
        else
        {
            Receive();
        }
    }

    public override void OnTick(long now)
    {
        if (now >= _deadline)
        {
            _query.OnSilence(now);
        }
    }

    public override void Close()
    {
        base.Close();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private void Send()
    {
        var count = InternetSocket.Send(Number, _buffer.AsSpan(_sent, _toSend - _sent));
        if (count == -(int)Errno.EAGAIN)
        {
            return;
        }

        if (count < 0)
        {
            _query.OnStreamFailed();
            return;
        }

        _sent += count;
        if (_sent == _toSend)
        {
            _server.Loop.Modify(this, EpollEvents.EPOLLIN);
        }
    }

    private void Receive()
    {
        var count = RawIo.Read(Number, _buffer.AsSpan(_received));
        if (count == -(int)Errno.EAGAIN)
        {
            return;
        }

        if (count <= 0)
        {
            _query.OnStreamFailed();
            return;
        }

        _received += (int)count;
        var length = _received < sizeof(ushort) ? ushort.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(_buffer);
        if (_received < sizeof(ushort) + length)
        {
            return;
        }

        // By TCP nothing else can come: a wrong answer is the server's failure.
        if (!_query.OnMessage(_buffer.AsSpan(sizeof(ushort), length)))
        {
            _query.OnStreamFailed();
        }
    }
}
