using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Engine.Host.Networking.Dns.Files;
using Engine.Host.Networking.Dns.Messages;
using Engine.Host.Networking.Dns.Server;
using Engine.Host.Networking.Dns.Upstream;
using Engine.Linux;
using Engine.Linux.Namespaces;

namespace Engine.Host.Tests.Networking.Dns;

/// <summary>The server with real sockets on the loopback, and others that it asks. Entering a namespace, even one's own, needs root.</summary>
public sealed class DnsServerTests : IDisposable
{
    private readonly List<Exception> _faults = [];
    private readonly List<IDisposable> _owned = [];
    private readonly DnsServer _server;
    private int _port;

    public DnsServerTests() => _server = new DnsServer(new HostNameServers(() => ResolvConf.Parse("", [])), _faults.Add);

    public void Dispose()
    {
        _server.Dispose();
        _owned.ForEach(owned => owned.Dispose());
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task Names_are_answered_by_UDP_and_TCP()
    {
        await OpenAsync([]);
        Assert.Equal(["10.0.0.7"], (await AskAsync(Packet.Ask("web", 1))).Data);
        using var client = await ConnectAsync();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(["10.0.0.7"], (await AskAsync(client, Packet.Ask("web", 1))).Data);
        }

        // Two at once, the second in pieces.
        byte[] both = [.. Framed(Packet.Ask("web", 1, id: 1)), .. Framed(Packet.Ask("net7", 1, id: 2)), .. Framed(Packet.Ask("web", 28, id: 3))];
        await client.SendAsync(both.AsMemory(0, 30), TestContext.Current.CancellationToken);
        await client.SendAsync(both.AsMemory(30), TestContext.Current.CancellationToken);
        for (var id = 1; id <= 3; id++)
        {
            Assert.Equal(id, (await ReadAsync(client)).Id);
        }
    }

    [Fact]
    public async Task Others_are_asked_with_another_id_from_another_port_each_time()
    {
        var upstream = Own(new FakeNameServer((question, _) => [FakeNameServer.Address(question, "192.0.2.1")]));
        await OpenAsync([upstream]);
        for (ushort i = 0; i < 8; i++)
        {
            var reply = await AskAsync(Packet.Ask("Example.com", 1, id: i));
            Assert.Equal((i, "192.0.2.1"), (reply.Id, reply.Data.Single()));
        }

        Assert.True(upstream.Asked.Select(asked => BinaryPrimitives.ReadUInt16BigEndian(asked.Packet)).Distinct().Count() > 6);
        Assert.True(upstream.Asked.Select(asked => asked.Client).Distinct().Count() > 6);
        Assert.Equal(Packet.Name("Example.com"), upstream.Asked[0].Packet[12..25]);
    }

    [Fact]
    public async Task What_does_not_answer_the_question_is_no_answer()
    {
        var upstream = Own(new FakeNameServer((question, _) =>
        [
            [.. new byte[3]],
            FakeNameServer.Address([(byte)(question[0] ^ 1), .. question[1..]], "203.0.113.1"),
            FakeNameServer.Address([.. question[..2], .. Packet.Ask("evil.com", 1)[2..]], "203.0.113.2"),
            question,
            FakeNameServer.Address(question, "192.0.2.1"),
        ]));
        await OpenAsync([upstream]);
        Assert.Equal(["192.0.2.1"], (await AskAsync(Packet.Ask("example.com", 1))).Data);
    }

    [Fact]
    public async Task The_next_is_asked_when_one_is_silent_fails_or_is_not_there()
    {
        var silent = Own(new FakeNameServer((_, _) => []));
        var failing = Own(new FakeNameServer((question, _) => [FakeNameServer.Code(question, 2)]));
        var good = Own(new FakeNameServer((question, _) => [FakeNameServer.Address(question, "192.0.2.1")]));
        await OpenAsync([failing, silent, good]);
        Assert.Equal(["192.0.2.1"], (await AskAsync(Packet.Ask("example.com", 1))).Data);

        // The silent one comes last from now on.
        Assert.Equal(["192.0.2.1"], (await AskAsync(Packet.Ask("example.com", 1))).Data);
        Assert.Equal((2, 1, 2), (failing.Asked.Count, silent.Asked.Count, good.Asked.Count));
        good.Dispose();
        Assert.Equal(DnsResponseCode.ServFail, (await AskAsync(Packet.Ask("example.com", 1))).Code);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_nobodys()
    {
        var upstream = Own(new FakeNameServer((question, _) => [FakeNameServer.Code(question, 3)]));
        await OpenAsync([upstream]);
        Assert.Equal(DnsResponseCode.NXDomain, (await AskAsync(Packet.Ask("nosuch.example.com", 1))).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_is_told_that_an_answer_is_cut_gets_it_by_TCP(bool servesStreams)
    {
        var upstream = Own(new FakeNameServer(
            (question, stream) => [FakeNameServer.Address(question, stream ? "192.0.2.2" : "192.0.2.1", (ushort)(stream ? 0x8180 : 0x8380))], servesStreams));
        await OpenAsync([upstream]);
        Assert.True((await AskAsync(Packet.Ask("example.com", 1))).IsTruncated);
        using var client = await ConnectAsync();
        Assert.Equal([servesStreams ? "192.0.2.2" : "192.0.2.1"], (await AskAsync(client, Packet.Ask("example.com", 1))).Data);
    }

    [Fact]
    public async Task Internal_networks_ask_nobody()
    {
        var upstream = Own(new FakeNameServer((question, _) => [FakeNameServer.Address(question, "192.0.2.1")]));
        await OpenAsync([upstream], forwards: false);
        Assert.Equal(DnsResponseCode.ServFail, (await AskAsync(Packet.Ask("leak.example.com", 1))).Code);
        Assert.Empty(upstream.Asked);
    }

    [Fact]
    public async Task The_host_may_change_its_servers()
    {
        var host = ResolvConf.Parse("", []);
        var servers = new HostNameServers(() => host);
        Assert.Equal(0, servers.Current.Count);
        host = ResolvConf.Parse("", ["nameserver 192.0.2.1", "nameserver 2001:db8::1"]);
        Assert.Equal(0, servers.Current.Count);
        await Task.Delay(1050, TestContext.Current.CancellationToken);
        Assert.Equal(2, servers.Current.Count);
    }

    [Fact]
    public async Task A_container_that_asks_too_much_at_once_hears_so()
    {
        var upstream = Own(new FakeNameServer((_, _) => []));
        await OpenAsync([upstream]);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await client.ConnectAsync(IPAddress.Loopback, _port, TestContext.Current.CancellationToken);
        for (ushort i = 0; i < 10_000 && client.Available == 0; i++)
        {
            await client.SendAsync(Packet.Ask("example.com", 1, id: i), TestContext.Current.CancellationToken);
            if (i % 50 == 0)
            {
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }
        }

        var buffer = new byte[512];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        Assert.Equal(DnsResponseCode.ServFail, Packet.Read(buffer.AsSpan(0, await client.ReceiveAsync(buffer, patience.Token))).Code);
        Assert.Equal(["10.0.0.7"], (await AskAsync(Packet.Ask("web", 1))).Data);
    }

    [Fact]
    public async Task A_closed_container_is_gone_and_its_port_is_free()
    {
        var container = await OpenAsync([]);
        _server.Close(container);
        await _server.Loop.InvokeAsync(() => { });
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, _port));
    }

    private static byte[] Framed(byte[] packet) => [(byte)(packet.Length >> 8), (byte)packet.Length, .. packet];

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    private async Task<ContainerResolver> OpenAsync(IReadOnlyList<FakeNameServer>? upstreams, bool forwards = true)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root may enter a network namespace");
        var scope = Scopes.Of(Scopes.Zone("net", ("web", [], ["10.0.0.7"]), ("net7", [], ["10.0.0.8"]))) with
        {
            Forwards = forwards,
            Servers = upstreams is null ? null : new NameServerList(upstreams.Select(upstream => upstream.EndPoint)),
        };
        var container = new ContainerResolver("c", NetworkNamespace.Of(0), scope);
        using (var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _port = ((IPEndPoint)free.LocalEndPoint!).Port;
        }

        await _server.OpenAsync(container, new InternetAddress(new IPEndPoint(IPAddress.Loopback, _port)));
        return container;
    }

    private async Task<Packet.Reply> AskAsync(byte[] packet)
    {
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await client.ConnectAsync(IPAddress.Loopback, _port);
        await client.SendAsync(packet);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(8));
        var buffer = new byte[4096];
        return Packet.Read(buffer.AsSpan(0, await client.ReceiveAsync(buffer, patience.Token)));
    }

    private async Task<Socket> ConnectAsync()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, _port);
        return client;
    }

    private static async Task<Packet.Reply> AskAsync(Socket client, byte[] packet)
    {
        await client.SendAsync(Framed(packet));
        return await ReadAsync(client);
    }

    private static async Task<Packet.Reply> ReadAsync(Socket client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(8));
        await using var stream = new NetworkStream(client, ownsSocket: false);
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, patience.Token);
        var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(message, patience.Token);
        return Packet.Read(message);
    }
}
