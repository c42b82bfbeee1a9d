using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Engine.Linux.Netlink;
using Engine.Linux.Nftables;

namespace Engine.EndToEnd.Tests;

/// <summary>Ports of containers at the host's addresses.</summary>
[Collection(EngineCollection.Name)]
public sealed class PublishedPortTests(PrivateEngine engine)
{
    private readonly NetworkedContainers _docker = new(engine);

    [Fact]
    public async Task A_published_port_is_reached_from_everywhere_and_one_at_loopback_from_this_machine_only()
    {
        DockerCli.Require(engine);
        using Neighbour neighbour = await Neighbour.ConnectAsync(engine);
        await _docker.RunAsync("network", "create", "net-p");
        await _docker.ServeAsync("public", "-p", "8071:80", "-p", "5371:53/udp");
        using var echo = await _docker.EchoAsync("public");
        await _docker.ServeAsync("private", "-p", "127.0.0.1:8072:80");
        await _docker.ServeAsync("elsewhere", "--network", "net-p");
        try
        {
            Assert.Equal("public", await neighbour.GetAsync(Neighbour.Host, 8071));
            Assert.Equal("public", await Neighbour.GetAsync(engine.Network, IPAddress.Loopback, 8071));
            Assert.Equal("public", await Neighbour.GetAsync(engine.Network, Neighbour.Host, 8071));
            Assert.Equal("public", await _docker.GetAsync("private", Neighbour.Host, 8071));
            Assert.Equal("public", await _docker.GetAsync("public", Neighbour.Host, 8071));
            Assert.Equal("public", await _docker.GetAsync("elsewhere", Neighbour.Host, 8071));
            Assert.Equal("hello", await neighbour.EchoAsync(Neighbour.Host, 5371, "hello"));
            Assert.Equal("hello", await Neighbour.EchoAsync(engine.Network, IPAddress.Loopback, 5371, "hello"));

            // Larger than a packet of the wire: it is cut and put together again.
            var large = new string('x', 4000);
            Assert.Equal(large, await neighbour.EchoAsync(Neighbour.Host, 5371, large));

            Assert.Equal("private", await Neighbour.GetAsync(engine.Network, IPAddress.Loopback, 8072));
            Assert.Null(await Neighbour.GetAsync(engine.Network, Neighbour.Host, 8072, seconds: 1));
            Assert.Null(await neighbour.GetAsync(Neighbour.Host, 8072, seconds: 1));
            Assert.Null(await _docker.GetAsync("public", Neighbour.Host, 8072, seconds: 1));

            // Routed to the container itself, past what is published.
            Assert.Null(await neighbour.GetAsync(await _docker.AddressAsync("public"), 80, seconds: 1));

            // CVE-2025-54388's kind: packets for 127.0.0.1 from the wire.
            await neighbour.RouteLoopbackAsync();
            Assert.Null(await neighbour.GetAsync(IPAddress.Loopback, 8072, seconds: 1));
        }
        finally
        {
            await _docker.RemoveAsync("public", "private", "elsewhere");
            await _docker.RunAsync("network", "rm", "net-p");
        }
    }

    [Fact]
    public async Task An_IPv6_client_reaches_a_container_that_has_IPv4_only_and_a_flow_of_datagrams_follows_the_port()
    {
        DockerCli.Require(engine);
        await _docker.ServeAsync("old", "-p", "8075:80", "-p", "5375:53/udp");
        using var oldEcho = await _docker.EchoAsync("old");
        try
        {
            Assert.Contains("[::]:8075", (await _docker.TryAsync("port", "old")).Output, StringComparison.Ordinal);
            Assert.Equal("old", await Neighbour.GetAsync(engine.Network, IPAddress.IPv6Loopback, 8075));
            Assert.Equal("hello", await Neighbour.EchoAsync(engine.Network, IPAddress.IPv6Loopback, 5375, "hello"));

            using var client = await engine.Network.OpenAsync(() => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
            await client.ConnectAsync(IPAddress.Loopback, 5375, TestContext.Current.CancellationToken);
            Assert.Equal("one", await EchoAsync(client, "one"));
            await _docker.RemoveAsync("old");
            await _docker.ServeAsync("placeholder");
            await _docker.ServeAsync("new", "-p", "5375:53/udp");
            using var newEcho = await _docker.EchoAsync("new");
            Assert.Equal("two", await EchoAsync(client, "two"));
        }
        finally
        {
            await _docker.RemoveAsync("old", "placeholder", "new");
        }
    }

    [Fact]
    public async Task A_flushed_ruleset_is_made_again()
    {
        DockerCli.Require(engine);
        await _docker.ServeAsync("healed", "-p", "8077:80");
        try
        {
            using NetlinkSocket socket = await engine.Network.OpenAsync(() => NetlinkSocket.Open(NetlinkSocket.NETLINK_NETFILTER));
            var flush = new NftBatch(NftFamily.Inet, "engine-engine0");
            flush.DeleteTable();
            flush.Commit(socket);
            var watch = Stopwatch.StartNew();
            while (await Neighbour.GetAsync(engine.Network, IPAddress.Loopback, 8077) is null)
            {
                Assert.InRange(watch.ElapsedMilliseconds, 0, 1000);
            }
        }
        finally
        {
            await _docker.RemoveAsync("healed");
        }
    }

    private static async Task<string?> EchoAsync(Socket client, string text)
    {
        var buffer = new byte[100];
        await client.SendAsync(System.Text.Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        return System.Text.Encoding.UTF8.GetString(buffer, 0, await client.ReceiveAsync(buffer, patience.Token));
    }

    [Fact]
    public async Task Conflicts_are_told_in_Docker_s_words_and_ranges_and_random_ports_are_given()
    {
        DockerCli.Require(engine);
        await _docker.ServeAsync("first", "-p", "8081:80");
        try
        {
            var taken = await _docker.TryAsync("run", "--rm", "-p", "127.0.0.1:8081:80", "busybox", "true");
            Assert.Contains("Bind for 127.0.0.1:8081 failed: port is already allocated", taken.Error, StringComparison.Ordinal);
            Assert.Equal(125, taken.ExitCode);
            await _docker.ServeAsync("range", "-p", "8081-8083:80", "-P", "--expose", "90/udp");
            var ports = (await _docker.TryAsync("port", "range")).Output;
            Assert.Contains("80/tcp -> 0.0.0.0:8082", ports, StringComparison.Ordinal);
            Assert.Matches("90/udp -> 0.0.0.0:[0-9]{5}", ports);

            using var program = await engine.Network.OpenAsync(() =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Loopback, 8085));
                socket.Listen();
                return socket;
            });
            var foreign = await _docker.TryAsync("run", "--rm", "-p", "8085:80", "busybox", "true");
            Assert.Contains("failed to bind host port 0.0.0.0:8085/tcp: address already in use", foreign.Error, StringComparison.Ordinal);
        }
        finally
        {
            await _docker.RemoveAsync("first", "range");
        }
    }
}
