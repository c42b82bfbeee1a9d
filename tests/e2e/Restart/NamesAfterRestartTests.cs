namespace Engine.EndToEnd.Tests;

/// <summary>The daemon is killed and started again: containers ask the same name server at the same port.</summary>
public sealed class NamesAfterRestartTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    [Fact]
    public async Task Names_are_answered_again_at_the_same_port()
    {
        DockerCli.Require(engine);
        await DockerAsync("network", "create", "net");
        foreach (var name in new[] { "one", "two" })
        {
            await DockerAsync("run", "-d", "--init", "--name", name, "--network", "net", "busybox", "sleep", "600");
        }

        await DockerAsync("exec", "one", "sh", "-c", "echo 192.0.2.1 mine >>/etc/hosts");
        var hosts = await DockerAsync("exec", "one", "cat", "/etc/hosts");
        var before = await SocketsAsync();
        Assert.NotEmpty(before);
        await engine.KillAsync();
        await engine.StartAsync();
        Assert.Equal(before, await SocketsAsync());
        Assert.Contains("Address: ", await DockerAsync("exec", "one", "nslookup", "-type=a", "two"), StringComparison.Ordinal);
        Assert.Equal(hosts, await DockerAsync("exec", "one", "cat", "/etc/hosts"));
        await DockerAsync("rm", "-f", "one", "two");
        await DockerAsync("network", "rm", "net");
    }

    // Addresses and ports of its sockets, as the container's kernel lists them.
    private async Task<IEnumerable<string>> SocketsAsync() =>
        (await DockerAsync("exec", "one", "cat", "/proc/net/udp", "/proc/net/tcp")).Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words is [_, ['0', 'B', ..], ..]).Select(words => words[1]);

    private async Task<string> DockerAsync(params string[] arguments) => (await DockerCli.RunAsync(engine, arguments)).Succeeded();
}
