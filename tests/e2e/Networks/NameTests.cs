namespace Engine.EndToEnd.Tests;

/// <summary>What containers are called and by whom they are found, with the real docker client.</summary>
[Collection(EngineCollection.Name)]
public sealed class NameTests(PrivateEngine engine) : IAsyncDisposable
{
    private readonly string _tag = "n" + Path.GetRandomFileName()[..6];
    private readonly List<string> _containers = [];
    private readonly List<string> _networks = [];

    [Fact]
    public async Task Containers_of_a_network_find_each_other()
    {
        var net = await NetworkAsync("a");
        var one = await RunAsync("one", "--network", net, "--network-alias", "both", "--hostname", "host-of-one");
        var two = await RunAsync("two", "--network", net, "--network-alias", "both", "--link", one + ":lk");
        var address = await AddressAsync(one, net);
        foreach (var name in new[] { one, one.ToUpperInvariant(), await InspectAsync(one, "{{slice .Id 0 12}}"), "lk", one + "." + net, "host-of-one" })
        {
            Assert.Equal([address], await LookUpAsync(two, name));
        }

        Assert.Equal(new[] { address, await AddressAsync(two, net) }.Order(), (await LookUpAsync(one, "both")).Order());
        Assert.Contains($"name = {one}.{net}", (await ExecAsync(two, "nslookup", address)).Output, StringComparison.Ordinal);
        Assert.Empty(await LookUpAsync(one, "lk"));
        await DockerAsync("rename", one, one + "x");
        Assert.Empty(await LookUpAsync(two, one));
        Assert.Equal([address], await LookUpAsync(two, one + "x"));
        await DockerAsync("rename", one + "x", one);
        await DockerAsync("stop", "-t", "0", one);
        Assert.Equal([await AddressAsync(two, net)], await LookUpAsync(two, "both"));
    }

    [Fact]
    public async Task An_internal_network_knows_its_own_and_asks_nobody()
    {
        var net = await NetworkAsync("i", "--internal");
        var one = await RunAsync("one", "--network", net, "--dns", "127.0.0.1");
        Assert.Equal([await AddressAsync(one, net)], await LookUpAsync(one, one));
        Assert.Contains("SERVFAIL", (await ExecAsync(one, "nslookup", "example.com")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_containers_programs_may_have_port_53()
    {
        var net = await NetworkAsync("s");
        var server = await RunAsync("server", "--network", net);
        await DockerAsync("exec", "-d", server, "nc", "-ll", "-p", "53", "-e", "cat");
        var client = await RunAsync("client", "--network", net);
        Assert.Equal([await AddressAsync(client, net)], await LookUpAsync(server, client));
        Assert.Equal("own", await DockerAsync("exec", client, "sh", "-c", $"echo own | nc -w 2 {await AddressAsync(server, net)} 53"));
        Assert.Equal("own", await DockerAsync("exec", server, "sh", "-c", "echo own | nc -w 2 127.0.0.1 53"));
    }

    [Fact]
    public async Task Files_say_what_dockerds_say()
    {
        var net = await NetworkAsync("f");
        var one = await RunAsync(
            "one", "--network", net, "--hostname", "web.example.org", "--add-host", "fixed:192.0.2.7", "--add-host", "here:host-gateway", "--dns", "192.0.2.53",
            "--dns-search", "example.net", "--dns-option", "timeout:1");
        var hosts = await ReadAsync(one, "/etc/hosts");
        var gateway = await DockerAsync("network", "inspect", "bridge", "--format", "{{(index .IPAM.Config 0).Gateway}}");
        Assert.Equal(
            "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::\tip6-localnet\nff00::\tip6-mcastprefix\nff02::1\tip6-allnodes\n"
            + $"ff02::2\tip6-allrouters\n192.0.2.7\tfixed\n{gateway}\there\n{await AddressAsync(one, net)}\tweb.example.org web",
            hosts);
        Assert.Equal(
            ["nameserver 127.0.0.11", "search example.net", "options timeout:1 ndots:0", "", "# Based on host file: '/etc/resolv.conf' (internal resolver)",
             "# ExtServers: [192.0.2.53]", "# Overrides: [nameservers search options]", "# Option ndots from: internal"],
            (await ReadAsync(one, "/etc/resolv.conf")).Split('\n').Skip(4));
        Assert.Equal("web.example.org", await ReadAsync(one, "/etc/hostname"));
        var shared = await RunAsync("shared", "--network", "container:" + one);
        Assert.Equal(hosts, await ReadAsync(shared, "/etc/hosts"));
        // With a search domain busybox asks for a name without a dot at its end only in that domain.
        Assert.Equal([await AddressAsync(one, net)], await LookUpAsync(shared, one + "."));
    }

    [Fact]
    public async Task Connecting_brings_names_and_lines_and_disconnecting_takes_them()
    {
        var (first, second) = (await NetworkAsync("c1"), await NetworkAsync("c2"));
        var one = await RunAsync("one");
        var two = await RunAsync("two", "--network", first);
        Assert.DoesNotContain("127.0.0.11", await ReadAsync(one, "/etc/resolv.conf"), StringComparison.Ordinal);
        await ExecAsync(one, "sh", "-c", "echo '192.0.2.1 mine' >>/etc/hosts");
        await DockerAsync("network", "connect", "--alias", "late", first, one);
        await DockerAsync("network", "connect", second, one);
        Assert.Equal([await AddressAsync(two, first)], await LookUpAsync(one, two));
        Assert.Equal([await AddressAsync(one, first)], await LookUpAsync(two, "late"));
        Assert.Contains("nameserver 127.0.0.11", await ReadAsync(one, "/etc/resolv.conf"), StringComparison.Ordinal);
        var lines = (await ReadAsync(one, "/etc/hosts")).Split('\n');
        var own = $"{await AddressAsync(one, first)}\t{await InspectAsync(one, "{{slice .Id 0 12}}")}";
        Assert.Equal(("192.0.2.1 mine", own), (lines[^3], lines[^2]));
        await DockerAsync("network", "disconnect", first, one);
        Assert.Empty(await LookUpAsync(two, "late"));
        Assert.Equal(lines.Where(line => line != own), (await ReadAsync(one, "/etc/hosts")).Split('\n'));
    }

    [Fact]
    public async Task On_the_default_bridge_a_link_is_a_line()
    {
        DockerCli.Require(engine);
        var one = await RunAsync("one");
        var two = await RunAsync("two", "--link", one + ":lk");
        var line = $"{await AddressAsync(one, "bridge")}\tlk {await InspectAsync(one, "{{slice .Id 0 12}}")} {one}";
        Assert.Contains(line, (await ReadAsync(two, "/etc/hosts")).Split('\n'));
    }

    [Fact]
    public async Task A_file_that_a_container_changed_stays_its_own()
    {
        var net = await NetworkAsync("r");
        var one = await RunAsync("one", "--network", net);
        await ExecAsync(one, "sh", "-c", "echo nameserver 192.0.2.1 >/etc/resolv.conf; echo 192.0.2.1 gone >>/etc/hosts");
        await DockerAsync("restart", "-t", "0", one);
        Assert.Equal("nameserver 192.0.2.1", await ReadAsync(one, "/etc/resolv.conf"));
        Assert.DoesNotContain("gone", await ReadAsync(one, "/etc/hosts"), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var container in _containers)
        {
            await DockerCli.RunAsync(engine, "rm", "-f", container);
        }

        foreach (var network in _networks)
        {
            await DockerCli.RunAsync(engine, "network", "rm", network);
        }
    }

    private async Task<string> NetworkAsync(string name, params string[] options)
    {
        DockerCli.Require(engine);
        var network = _tag + name;
        _networks.Add(network);
        await DockerAsync(["network", "create", .. options, network]);
        return network;
    }

    private async Task<string> RunAsync(string name, params string[] options)
    {
        var container = _tag + "-" + name;
        _containers.Add(container);
        await DockerAsync(["run", "-d", "--init", "--name", container, .. options, "busybox", "sleep", "600"]);
        return container;
    }

    private async Task<string> DockerAsync(params string[] arguments) => (await DockerCli.RunAsync(engine, arguments)).Succeeded();

    private Task<CommandResult> ExecAsync(string container, params string[] command) => DockerCli.RunAsync(engine, ["exec", container, .. command]);

    private Task<string> ReadAsync(string container, string file) => DockerAsync("exec", container, "cat", file);

    private Task<string> InspectAsync(string container, string format) => DockerAsync("inspect", "--format", format, container);

    private Task<string> AddressAsync(string container, string network) =>
        InspectAsync(container, $"{{{{(index .NetworkSettings.Networks \"{network}\").IPAddress}}}}");

    /// <summary>The addresses of IPv4 that a name has for a container.</summary>
    private async Task<IReadOnlyList<string>> LookUpAsync(string container, string name)
    {
        var result = await ExecAsync(container, "nslookup", "-type=a", name);
        return [.. result.Output.Split('\n').SkipWhile(line => line.Length > 0)
            .Where(line => line.StartsWith("Address: ", StringComparison.Ordinal)).Select(line => line["Address: ".Length..].Trim())];
    }
}
