using System.Net;

namespace Engine.EndToEnd.Tests;

/// <summary>Who reaches whom.</summary>
[Collection(EngineCollection.Name)]
public sealed class ConnectivityTests(PrivateEngine engine)
{
    private readonly NetworkedContainers _docker = new(engine);

    [Fact]
    public async Task Neighbours_on_a_network_reach_each_other_and_others_do_not()
    {
        DockerCli.Require(engine);
        using Neighbour neighbour = await Neighbour.ConnectAsync(engine);
        await _docker.RunAsync("network", "create", "net-a");
        await _docker.RunAsync("network", "create", "--internal", "net-in");
        await _docker.RunAsync("network", "create", "-o", "com.docker.network.bridge.enable_icc=false", "net-quiet");
        await _docker.ServeAsync("one", "--network", "net-a");
        await _docker.ServeAsync("two", "--network", "net-a");
        await _docker.ServeAsync("stranger");
        await _docker.ServeAsync("in-one", "--network", "net-in");
        await _docker.ServeAsync("in-two", "--network", "net-in");
        await _docker.ServeAsync("quiet-one", "--network", "net-quiet");
        await _docker.ServeAsync("quiet-two", "--network", "net-quiet");
        try
        {
            IPAddress two = await _docker.AddressAsync("two", "net-a");
            IPAddress inTwo = await _docker.AddressAsync("in-two", "net-in");
            Assert.Equal("two", await _docker.GetAsync("one", two, 80));
            Assert.Null(await _docker.GetAsync("stranger", two, 80, seconds: 1));
            Assert.Equal("two", await Neighbour.GetAsync(engine.Network, two, 80));
            Assert.Null(await neighbour.GetAsync(two, 80, seconds: 1));

            Assert.Equal("in-two", await _docker.GetAsync("in-one", inTwo, 80));
            Assert.Null(await _docker.GetAsync("one", inTwo, 80, seconds: 1));
            Assert.Null(await _docker.GetAsync("in-one", two, 80, seconds: 1));
            Assert.DoesNotContain("default", (await _docker.TryAsync("exec", "in-one", "ip", "route")).Output, StringComparison.Ordinal);

            Assert.Null(await _docker.GetAsync("quiet-one", await _docker.AddressAsync("quiet-two", "net-quiet"), 80, seconds: 1));
            Assert.Equal(0, (await _docker.TryAsync("exec", "one", "ping", "-c1", "-w2", Neighbour.Self.ToString())).ExitCode);
            Assert.NotEqual(0, (await _docker.TryAsync("exec", "in-one", "ping", "-c1", "-w1", Neighbour.Self.ToString())).ExitCode);

            // CVE-2024-32473: no IPv6 where none was asked for.
            Assert.DoesNotContain("inet6 fe80", (await _docker.TryAsync("exec", "one", "ip", "addr")).Output, StringComparison.Ordinal);
        }
        finally
        {
            await _docker.RemoveAsync("one", "two", "stranger", "in-one", "in-two", "quiet-one", "quiet-two");
            await _docker.RunAsync("network", "rm", "net-a", "net-in", "net-quiet");
        }
    }

    [Fact]
    public async Task A_running_container_is_connected_and_disconnected_and_its_default_route_follows()
    {
        DockerCli.Require(engine);
        await _docker.RunAsync("network", "create", "--subnet", "10.77.1.0/24", "net-x");
        await _docker.RunAsync("network", "create", "--subnet", "10.77.2.0/24", "--gateway", "10.77.2.9", "net-y");
        await _docker.ServeAsync("mover", "--network", "net-x", "--ip", "10.77.1.50", "--mac-address", "02:42:0a:4d:01:99");
        try
        {
            Assert.Equal("10.77.1.50", (await _docker.AddressAsync("mover", "net-x")).ToString());
            await _docker.RunAsync("network", "connect", "--ip", "10.77.2.60", "--gw-priority", "5", "net-y", "mover");
            var routes = (await _docker.TryAsync("exec", "mover", "ip", "route")).Output;
            Assert.Contains("default via 10.77.2.9 dev eth1", routes, StringComparison.Ordinal);
            Assert.Contains("02:42:0a:4d:01:99", (await _docker.TryAsync("exec", "mover", "ip", "link")).Output, StringComparison.Ordinal);
            Assert.Equal("mover", await Neighbour.GetAsync(engine.Network, IPAddress.Parse("10.77.2.60"), 80));

            await _docker.RunAsync("network", "disconnect", "net-y", "mover");
            Assert.Contains("default via 10.77.1.1 dev eth0", (await _docker.TryAsync("exec", "mover", "ip", "route")).Output, StringComparison.Ordinal);
            await _docker.RunAsync("restart", "-t", "0", "mover");
            Assert.Equal("10.77.1.50", (await _docker.AddressAsync("mover", "net-x")).ToString());
            var busy = await _docker.TryAsync("run", "--rm", "--network", "net-x", "--ip", "10.77.1.50", "busybox", "true");
            Assert.Contains("Address already in use", busy.Error, StringComparison.Ordinal);
            var removal = await _docker.TryAsync("network", "rm", "net-x");
            Assert.Contains("error while removing network: network net-x has active endpoints (name:\"mover\" id:\"", removal.Error, StringComparison.Ordinal);
        }
        finally
        {
            await _docker.RemoveAsync("mover");
            await _docker.RunAsync("network", "rm", "net-x", "net-y");
        }
    }

    [Fact]
    public async Task Both_families_of_addresses_work()
    {
        DockerCli.Require(engine);
        await _docker.RunAsync("network", "create", "--ipv6", "--subnet", "fd00:77::/64", "net-six");
        await _docker.ServeAsync("six", "--network", "net-six", "-p", "8066:80");
        await _docker.ServeAsync("six-two", "--network", "net-six", "--ip6", "fd00:77::99");
        try
        {
            Assert.Equal(0, (await _docker.TryAsync("exec", "six", "ping", "-c1", "-w2", "fd00:77::99")).ExitCode);
            Assert.Contains("[::]:8066", (await _docker.TryAsync("port", "six")).Output, StringComparison.Ordinal);
            Assert.Equal("six", await Neighbour.GetAsync(engine.Network, IPAddress.Parse("fd00:77::1"), 8066));
            Assert.Equal("six", await Neighbour.GetAsync(engine.Network, IPAddress.IPv6Loopback, 8066));
            Assert.Equal("six", await Neighbour.GetAsync(engine.Network, IPAddress.Loopback, 8066));
        }
        finally
        {
            await _docker.RemoveAsync("six", "six-two");
            await _docker.RunAsync("network", "rm", "net-six");
        }
    }
}
