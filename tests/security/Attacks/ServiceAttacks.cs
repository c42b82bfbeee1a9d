using System.Globalization;
using System.Text.Json.Nodes;
using Engine.EndToEnd.Tests;
using Engine.Security.Tests.Engines;

namespace Engine.Security.Tests.Attacks;

/// <summary>Group F: sockets, and clients that ask for more than they take.</summary>
[Collection(EngineCollection.Name)]
public sealed class ServiceAttacks(PrivateEngine engine)
{
    private const int Abandoned = 220;

    [Attack("65", "no socket of the engine is abstract, and none is open to others", "CVE-2020-15257")]
    public async Task Sockets_are_files_of_root()
    {
        var client = new EngineClient(engine);
        await using RunningContainer container = await client.StartAsync("""{"HostConfig":{"NetworkMode":"host"}}""");
        int monitor = await container.MonitorAsync();
        int daemon = engine.Pid;
        foreach (int pid in new[] { monitor, daemon })
        {
            HashSet<string> inodes = [.. OpenDescriptors.Of(pid).Where(d => d.StartsWith("socket:[", StringComparison.Ordinal)).Select(d => d[8..^1])];

            // unix(7), proc_net: the path is the last column; an abstract one begins with '@'.
            string[] abstracts = [.. (await File.ReadAllLinesAsync("/proc/net/unix", TestContext.Current.CancellationToken))
                .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(f => f.Length > 7 && inodes.Contains(f[6]) && f[7].StartsWith('@')).Select(f => f[7])];
            Assert.Empty(abstracts);
        }

        // What a container on the host's network finds by name it may not connect to by path either: its root is another one.
        Assert.Equal("done", (await container.ExecAsync("cat /proc/net/unix | grep '@.*engine'; echo done")).Succeeded());
        string root = Path.GetDirectoryName(engine.Socket)!;
        Assert.All(
            new[] { engine.Socket, Path.Combine(root, "rpc.sock") },
            s => Assert.True((File.GetUnixFileMode(s) & (UnixFileMode)7) == 0, $"{s} is open to others"));

        // The monitors' sockets are kept by their directory.
        Assert.All(
            Directory.EnumerateDirectories(Path.Combine(root, "run")),
            d => Assert.True((File.GetUnixFileMode(d) & (UnixFileMode)0x3F) == 0, $"{d} is open to others"));
    }

    [Attack("66", "output that nobody reads does not pile up in the daemon", "CVE-2022-31030, CVE-2022-1708")]
    public async Task Flood_without_a_reader()
    {
        var client = new EngineClient(engine);
        await using RunningContainer container = await client.StartAsync();
        int daemon = engine.Pid;
        int monitor = await container.MonitorAsync();
        List<RawConnection> deaf = [];
        try
        {
            for (int i = 0; i < 4; i++)
            {
                string exec = await CreateExecAsync(client, container, """["sh","-c","busybox yes 0123456789012345678901234567890123456789"]""");
                var connection = new RawConnection(engine.Socket);
                deaf.Add(connection);
                await connection.SendAsync($"POST /exec/{exec}/start HTTP/1.1\r\nHost: e\r\nContent-Type: application/json\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 2\r\n\r\n{{}}");
            }

            long before = HostProcess.Resident(daemon) + HostProcess.Resident(monitor);
            await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
            long grown = HostProcess.Resident(daemon) + HostProcess.Resident(monitor) - before;

            // Four floods of some hundred MB/s each without back pressure.
            Assert.True(grown < 32 << 20, $"grew by {grown} bytes");
        }
        finally
        {
            deaf.ForEach(c => c.Dispose());
        }
    }

    [Attack("67", "streams that clients abandon leave no thread and no descriptor behind", "CVE-2022-23471, CVE-2025-64329")]
    public async Task Abandoned_streams()
    {
        var client = new EngineClient(engine);
        await using RunningContainer container = await client.StartAsync("""{"OpenStdin":true}""");
        int daemon = engine.Pid;
        int monitor = await container.MonitorAsync();
        await AbandonAsync(client, container, 20);
        int[] before = await SettledAsync(daemon, monitor, [int.MaxValue, int.MaxValue]);
        await AbandonAsync(client, container, Abandoned);

        // A leaked stream each would be hundreds; idle connections and pool threads are some.
        int[] after = await SettledAsync(daemon, monitor, [before[0] + 40, before[1] + 10]);
        Assert.True(after[0] <= before[0] + 40 && after[1] <= before[1] + 10, $"daemon {before[0]} to {after[0]}, monitor {before[1]} to {after[1]} descriptors and threads");
    }

    [Attack("70", "the environment of one container is never in the next", "CVE-2020-14370")]
    public async Task Environments_do_not_mix()
    {
        var client = new EngineClient(engine);
        Outcome[] first = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => client.RunAsync("env", $$"""{"Env":["SECRET_{{i}}=mine"]}""")));
        for (int i = 0; i < first.Length; i++)
        {
            Assert.Equal([$"SECRET_{i}=mine"], first[i].Succeeded().Split('\n').Where(l => l.StartsWith("SECRET", StringComparison.Ordinal)));
        }

        await using RunningContainer container = await client.StartAsync();
        Outcome[] execs = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => container.ExecAsync("env", $$"""{"Env":["SECRET_{{i}}=mine"]}""")));
        Assert.All(execs, e => Assert.Single(e.Succeeded().Split('\n'), l => l.StartsWith("SECRET", StringComparison.Ordinal)));
        Assert.DoesNotContain("SECRET", (await client.RunAsync("env")).Succeeded(), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", (await container.ExecAsync("env")).Succeeded(), StringComparison.Ordinal);

        // Nor is the daemon's own environment in any.
        Assert.DoesNotContain("DOTNET", (await client.RunAsync("env")).Succeeded(), StringComparison.Ordinal);
    }

    private static async Task<string> CreateExecAsync(EngineClient client, RunningContainer container, string command)
    {
        (_, string text) = await client.SendAsync(HttpMethod.Post, $"/containers/{container.Id}/exec", $$"""{"AttachStdout":true,"AttachStdin":true,"Cmd":{{command}}}""");
        return JsonNode.Parse(text)!["Id"]!.GetValue<string>();
    }

    private async Task AbandonAsync(EngineClient client, RunningContainer container, int count)
    {
        for (int i = 0; i < count; i++)
        {
            // Half of them attach, half execute something that ends when its input does.
            string target = i % 2 == 0
                ? $"/containers/{container.Id}/attach?stream=1&stdout=1&stderr=1"
                : $"/exec/{await CreateExecAsync(client, container, """["cat"]""")}/start";
            using var connection = new RawConnection(engine.Socket);
            string answer = await connection.SendAsync($"POST {target} HTTP/1.1\r\nHost: e\r\nContent-Type: application/json\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 2\r\n\r\n{{}}");
            Assert.StartsWith("HTTP/1.1 101", answer, StringComparison.Ordinal);
        }
    }

    private static async Task<int[]> SettledAsync(int daemon, int monitor, int[] enough)
    {
        int[] counts = [];
        for (int i = 0; i < 60; i++)
        {
            counts = [Count(daemon), Count(monitor)];
            if (i > 4 && counts[0] <= enough[0] && counts[1] <= enough[1])
            {
                break;
            }

            await Task.Delay(250, TestContext.Current.CancellationToken);
        }

        return counts;

        static int Count(int pid) => OpenDescriptors.Of(pid).Count + Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/task")).Count();
    }
}
