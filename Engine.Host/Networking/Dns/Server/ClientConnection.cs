using System.Buffers;
using System.Buffers.Binary;
using Engine.Linux;

namespace Engine.Host.Networking.Dns.Server;

/// <summary>A client's TCP connection: any number of questions, each behind its length (RFC 7766).</summary>
internal sealed class ClientConnection(DnsServer server, ContainerResolver container, FileDescriptor descriptor) : LoopSocket(descriptor), IReplyTarget
{
    private const int IdleMilliseconds = 10_000;

    // No question is longer: a name, a type, a class and options.
    private const int MaxQuestion = 2048;

    private readonly byte[] _input = ArrayPool<byte>.Shared.Rent(sizeof(ushort) + MaxQuestion);
    private long _deadline = Environment.TickCount64 + IdleMilliseconds;
    private int _received;
    private byte[] _unsent = [];
    private int _forwarded;

    public bool IsStream => true;

    public override void OnReady(EpollEvents events)
    {
        if (_unsent.Length > 0)
        {
            Flush();
            return;
        }

        var count = RawIo.Read(Number, _input.AsSpan(_received));
        if (count == -(int)Errno.EAGAIN)
        {
            return;
        }

        if (count <= 0)
        {
            server.Loop.Close(this);
            return;
        }

        _received += (int)count;
        _deadline = Environment.TickCount64 + IdleMilliseconds;
        AnswerAll();
    }

    public override void OnTick(long now)
    {
        if (now >= _deadline && _forwarded == 0)
        {
            server.Loop.Close(this);
        }
    }

    public override void Close()
    {
        base.Close();
        ArrayPool<byte>.Shared.Return(_input);
        container.Connections--;
    }

    public void Reply(ReadOnlySpan<byte> message, in InternetAddress client)
    {
        _forwarded--;
        Send(message);
    }

    private void AnswerAll()
    {
        var at = 0;
        while (!IsClosed && _received - at >= sizeof(ushort))
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(_input.AsSpan(at));
            if (length > MaxQuestion)
            {
                server.Loop.Close(this);
                return;
            }

            if (_received - at < sizeof(ushort) + length)
            {
                break;
            }

            Answer(_input.AsSpan(at + sizeof(ushort), length));
            at += sizeof(ushort) + length;
        }

        if (!IsClosed)
        {
            _input.AsSpan(at, _received - at).CopyTo(_input);
            _received -= at;
        }
    }

    private void Answer(ReadOnlySpan<byte> packet)
    {
        var length = QueryAnswer.Write(packet, container.Scope, stream: true, server.Output);
        if (length == QueryAnswer.Unknown)
        {
            _forwarded++;
            server.Forward(container, this, default, packet);
        }
        else if (length > 0)
        {
            Send(server.Output.AsSpan(0, length));
        }
    }

    private void Send(ReadOnlySpan<byte> message)
    {
        if (IsClosed)
        {
            return;
        }

        Span<byte> prefix = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(prefix, (ushort)message.Length);
        if (_unsent.Length > 0)
        {
            _unsent = [.. _unsent, .. prefix, .. message];
            return;
        }

        var sent = RawIo.Send(Number, prefix, message);
        if (sent == sizeof(ushort) + message.Length)
        {
            return;
        }

        if (sent < 0 && sent != -(int)Errno.EAGAIN)
        {
            server.Loop.Close(this);
            return;
        }

        byte[] all = [.. prefix, .. message];
        _unsent = all[(int)Math.Max(sent, 0)..];
        server.Loop.Modify(this, EpollEvents.EPOLLOUT);
    }

    // Until all is sent no further question is read.
    private void Flush()
    {
        var sent = InternetSocket.Send(Number, _unsent);
        if (sent == -(int)Errno.EAGAIN)
        {
            return;
        }

        if (sent < 0)
        {
            server.Loop.Close(this);
            return;
        }

        _unsent = _unsent[sent..];
        if (_unsent.Length == 0)
        {
            server.Loop.Modify(this, EpollEvents.EPOLLIN);
        }
    }
}
