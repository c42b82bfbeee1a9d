using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Engine.Host.Networking.Dns.Messages;
using Engine.Host.Networking.Dns.Server;
using Engine.Linux;

namespace Engine.Host.Networking.Dns.Upstream;

/// <summary>
/// A question that others are asked, one after the other: with an id and from a port that nobody can guess, and an answer that fits
/// neither or is to another question is none.
/// </summary>
internal sealed class ForwardedQuery
{
    // A client waits five seconds (resolv.conf(5)), and should hear what the second server says.
    private const long PatienceMilliseconds = 2000;
    private const long LastPatienceMilliseconds = 4000;

    private readonly DnsServer _server;
    private readonly ContainerResolver _container;
    private readonly IReplyTarget _target;
    private readonly InternetAddress _client;
    private readonly NameServerList _servers;
    private readonly byte[] _query;
    private readonly int _length;
    private readonly int _questionEnd;
    private readonly ushort _clientId;
    private int _asked;
    private NameServer? _current;
    private LoopSocket? _socket;
    private byte[]? _refusal;

    public ForwardedQuery(
        DnsServer server, ContainerResolver container, IReplyTarget target, in InternetAddress client, NameServerList servers, ReadOnlySpan<byte> packet)
    {
        _server = server;
        _container = container;
        _target = target;
        _client = client;
        _servers = servers;
        _length = packet.Length;
        _query = ArrayPool<byte>.Shared.Rent(_length);
        packet.CopyTo(_query);
        Span<char> text = stackalloc char[DnsName.MaxTextLength];
        DnsQuery.TryRead(packet, text, out var query);
        _questionEnd = query.QuestionEnd;
        _clientId = query.Header.Id;
        container.Forwarded++;
    }

    private ReadOnlySpan<byte> Query => _query.AsSpan(0, _length);

    /// <summary>Asks the next server, or gives up.</summary>
    public void Next()
    {
        Leave();
        _current = _servers.Next(Environment.TickCount64, ref _asked);
        if (_current is null)
        {
            Fail();
            return;
        }

        BinaryPrimitives.WriteUInt16BigEndian(_query, (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1));

        // Clients come by TCP for answers that are long.
        Ask(_current, _target.IsStream);
    }

    /// <summary>The server is silent.</summary>
    public void OnSilence(long now)
    {
        _current?.OnSilence(now);
        Next();
    }

    /// <summary>The server does not serve TCP, or not this question: it is asked by UDP.</summary>
    public void OnStreamFailed()
    {
        Leave();
        Ask(_current!, stream: false);
    }

    /// <summary>Something came from the server.</summary>
    /// <returns>Whether it was the answer: then nothing of the question is left.</returns>
    public bool OnMessage(Span<byte> message)
    {
        if (!IsAnswer(message, out var header))
        {
            return false;
        }

        _current?.OnAnswer();
        BinaryPrimitives.WriteUInt16BigEndian(message, _clientId);
        if (header.Code is DnsResponseCode.ServFail or DnsResponseCode.Refused or DnsResponseCode.NotImp)
        {
            // Another may know better; if none does, this is the answer.
            _refusal ??= message.ToArray();
            Next();
            return true;
        }

        Leave();
        End(message);
        return true;
    }

    private void Ask(NameServer server, bool stream) =>
        _server.Open(_container, stream, server.Address.IsV6, descriptor => OnOpened(server, stream, descriptor));

    private void OnOpened(NameServer server, bool stream, FileDescriptor? descriptor)
    {
        if (descriptor is not null)
        {
            var isLast = BitOperations.PopCount((uint)_asked) == _servers.Count;
            var deadline = Environment.TickCount64 + (isLast ? LastPatienceMilliseconds : PatienceMilliseconds);
            try
            {
                _socket = stream
                    ? UpstreamStream.TryAsk(_server, this, descriptor, server.Address, Query, deadline)
                    : UpstreamDatagram.TryAsk(_server, this, descriptor, server.Address, Query, deadline);
            }
            catch (LinuxException)
            {
                // The kernel watches no more sockets for this user (epoll(7)): as if the server did not answer.
            }
        }

        if (_socket is not null)
        {
            return;
        }

        descriptor?.Dispose();
        if (stream)
        {
            Ask(server, stream: false);
        }
        else
        {
            Next();
        }
    }

    private void Leave()
    {
        if (_socket is { } socket)
        {
            _socket = null;
            _server.Loop.Close(socket);
        }
    }

    private void Fail()
    {
        if (_refusal is { } refusal)
        {
            End(refusal);
            return;
        }

        BinaryPrimitives.WriteUInt16BigEndian(_query, _clientId);
        End(_server.Output.AsSpan(0, QueryAnswer.WriteFailure(Query, DnsResponseCode.ServFail, _server.Output)));
    }

    private void End(ReadOnlySpan<byte> message)
    {
        ArrayPool<byte>.Shared.Return(_query);
        _container.Forwarded--;
        _server.OnForwarded();
        _target.Reply(message, _client);
    }

    private bool IsAnswer(ReadOnlySpan<byte> message, out DnsHeader header)
    {
        if (!DnsHeader.TryRead(message, out header) || !header.IsResponse || header.Id != BinaryPrimitives.ReadUInt16BigEndian(_query))
        {
            return false;
        }

        // Servers that refuse a question may leave it out; nothing can be put into a cache by that.
        return header.Questions == 0
            ? header.Code != DnsResponseCode.NoError && header.Answers == 0
            : header.Questions == 1 && message.Length >= _questionEnd
                && Ascii.EqualsIgnoreCase(message[DnsHeader.Size.._questionEnd], Query[DnsHeader.Size.._questionEnd]);
    }
}
