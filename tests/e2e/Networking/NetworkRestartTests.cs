using System.Net;
using Engine.Linux.Netlink;

namespace Engine.EndToEnd.Tests;

/// <summary>Networks when the daemon is killed, and what is left of them.</summary>
public sealed class NetworkRestartTests : IAsyncLifetime
{
    private readonly PrivateEngine _engine = new();

    public ValueTask InitializeAsync() => _engine.InitializeAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Everything_goes_on_when_the_daemon_is_killed_and_is_known_again_after()
    {
        DockerCli.Require(_engine);
        var docker = new NetworkedContainers(_engine);
        await docker.RunAsync("network", "create", "net-k");
        await docker.ServeAsync("kept", "--network", "net-k", "-p", "8091:80");
        IPAddress before = await docker.AddressAsync("kept", "net-k");
        await _engine.KillAsync();
        Assert.Equal("kept", await Neighbour.GetAsync(_engine.Network, IPAddress.Loopback, 8091));

        await _engine.StartAsync();
        Assert.Equal(before, await docker.AddressAsync("kept", "net-k"));
        Assert.Equal("kept", await Neighbour.GetAsync(_engine.Network, IPAddress.Loopback, 8091));
        Assert.Contains("port is already allocated", (await docker.TryAsync("run", "--rm", "-p", "8091:80", "busybox", "true")).Error, StringComparison.Ordinal);
        await docker.ServeAsync("next", "--network", "net-k");
        Assert.NotEqual(before, await docker.AddressAsync("next", "net-k"));
        await docker.RunAsync("kill", "kept");
        Assert.Null(await Neighbour.GetAsync(_engine.Network, IPAddress.Loopback, 8091, seconds: 1));
        await docker.ServeAsync("after", "-p", "8091:80");
        Assert.Equal("after", await Neighbour.GetAsync(_engine.Network, IPAddress.Loopback, 8091));
    }

    [Fact]
    public async Task The_check_finds_what_belongs_to_nothing_and_leaves_others_alone()
    {
        DockerCli.Require(_engine);
        var docker = new NetworkedContainers(_engine);
        await docker.ServeAsync("stays", "-p", "8095:80");
        await _engine.KillAsync();
        using NetlinkSocket socket = await _engine.Network.OpenAsync(() => NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE));
        var request = new RouteRequest();
        request.AddBridge(new LinkDefinition { Name = "br-000000000000" });
        request.SetAlias("br-000000000000", "engine-engine0 " + new string('0', 64));
        request.AddBridge(new LinkDefinition { Name = "br-111111111111" });
        request.AddVeth(
            new LinkDefinition { Name = "veth012345678", Master = socket.FindLink("engine0")!.Index }, new LinkDefinition { Name = "peer" });
        socket.Execute(request.Messages);

        var found = await _engine.CheckAsync();
        Assert.Equal(1, found.ExitCode);
        Assert.Contains("interface veth012345678", found.Output, StringComparison.Ordinal);
        Assert.Contains("interface br-000000000000", found.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("br-111111111111", found.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("published port", found.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await _engine.CheckAsync("--repair")).ExitCode);
        Assert.Null(socket.FindLink("veth012345678"));
        Assert.NotNull(socket.FindLink("br-111111111111"));
        await _engine.StartAsync();
        Assert.Equal("stays", await Neighbour.GetAsync(_engine.Network, IPAddress.Loopback, 8095));
    }

    [Fact]
    public async Task Networks_made_and_removed_in_any_order_with_kills_in_between_leave_nothing()
    {
        DockerCli.Require(_engine);
        var docker = new NetworkedContainers(_engine);
        IReadOnlyList<string> before = await LinksAsync();
        var random = new Random(4);
        var networks = new List<string>();
        for (int i = 0; i < 50; i++)
        {
            var name = "r" + i;
            await docker.RunAsync("network", "create", name);
            networks.Add(name);
            if (i % 10 == 3)
            {
                await docker.ServeAsync("on-" + name, "--network", name, "-P", "--expose", "80");
            }

            if (i % 25 == 20)
            {
                await _engine.KillAsync();
                await _engine.StartAsync();
            }

            if (random.Next(3) == 0)
            {
                var victim = networks[random.Next(networks.Count)];
                await docker.RemoveAsync("on-" + victim);
                await docker.RunAsync("network", "rm", victim);
                networks.Remove(victim);
            }
        }

        foreach (var name in networks)
        {
            await docker.RemoveAsync("on-" + name);
        }

        await docker.RunAsync(["network", "rm", .. networks]);
        Assert.Equal(before, await LinksAsync());
        await _engine.RequireConsistentAsync();
        await _engine.StopAsync();
        Assert.Equal(["lo"], await LinksAsync());
        await _engine.StartAsync();
        Assert.Equal(before, await LinksAsync());
    }

    // The kernel takes a moment to take down what belonged to a namespace.
    private async Task<IReadOnlyList<string>> LinksAsync()
    {
        using NetlinkSocket socket = await _engine.Network.OpenAsync(() => NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE));
        for (int i = 0; i < 100 && socket.Links().Any(link => link.Kind == "veth"); i++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return [.. socket.Links().Select(link => link.Name).Order(StringComparer.Ordinal)];
    }
}
