namespace Engine.EndToEnd.Tests;

/// <summary>Projects of several containers, brought up, used and taken down by the compose plugin.</summary>
[Collection(EngineCollection.Name)]
public sealed class ComposeTests(PrivateEngine engine) : IAsyncDisposable
{
    private const string Shop = """
        services:
          db:
            image: busybox
            init: true
            command: sh -c 'sleep 0.5; echo up >/data/state; exec httpd -f -p 8080 -h /data'
            volumes: [ "data:/data" ]
            networks: { back: { aliases: [ database ] } }
            healthcheck: { test: [ CMD, test, -s, /data/state ], interval: 200ms, timeout: 2s, retries: 50, start_period: 5s, start_interval: 200ms }
          seed:
            image: busybox
            command: sh -c 'ping -c 1 -w 5 database >/dev/null && echo seeded'
            networks: [ back ]
            depends_on: { db: { condition: service_healthy } }
          web:
            image: busybox
            init: true
            command: httpd -f -p 80 -h /etc
            networks: { front: {}, back: {} }
            ports: [ "127.0.0.1::80" ]
            environment: { GREETING: hello }
            extra_hosts: [ "fixed:192.0.2.7", "here:host-gateway" ]
            secrets: [ token ]
            depends_on: { seed: { condition: service_completed_successfully } }
          debug:
            image: busybox
            init: true
            command: sleep 600
            profiles: [ debug ]
            networks: [ front ]
        volumes: { data: {} }
        networks: { front: {}, back: { internal: true } }
        secrets: { token: { file: ./token.txt } }
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("engine-compose").FullName;
    private readonly string _project = "p" + Path.GetRandomFileName()[..8].Replace('.', '0');

    [Fact]
    public async Task A_project_comes_up_in_order_scales_and_goes_without_a_trace()
    {
        await RequireAsync();
        await File.WriteAllTextAsync(Path.Combine(_directory, "token.txt"), "secret", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_directory, "compose.yaml"), Shop, TestContext.Current.CancellationToken);
        await ComposeAsync("up", "-d", "--wait", "web");
        Assert.Equal(["db running healthy 0", "seed exited  0", "web running  0"], (await PsAsync()).Order());
        Assert.Contains("seeded", await ComposeAsync("logs", "--no-log-prefix", "seed"), StringComparison.Ordinal);
        var shown = await ComposeAsync("exec", "-T", "web", "sh", "-c", "echo $GREETING; cat /run/secrets/token; echo; nslookup -type=a database | tail -n +5 | grep -c Address; grep -c -E 'fixed|here' /etc/hosts");
        Assert.Equal(["hello", "secret", "1", "2"], shown.Split('\n'));
        Assert.StartsWith("127.0.0.1:", await ComposeAsync("port", "web", "80"), StringComparison.Ordinal);

        await ComposeAsync("up", "-d", "--scale", "db=3", "--no-recreate", "--wait", "db");
        Assert.Equal("3", await ComposeAsync("exec", "-T", "web", "sh", "-c", "nslookup -type=a database | tail -n +5 | grep -c Address"));
        await ComposeAsync("--profile", "debug", "up", "-d", "debug");
        Assert.Contains("debug running  0", await PsAsync());

        await ComposeAsync("--profile", "debug", "down");
        Assert.Equal((_project + "_data", ""), (await LeftAsync("volume"), await LeftAsync("network")));
        await ComposeAsync("down", "-v");
        Assert.Equal(("", ""), (await LeftAsync("volume"), await LeftAsync("container")));
    }

    [Fact]
    public async Task A_project_of_thirty_services_comes_up_and_down()
    {
        await RequireAsync();
        var services = Enumerable.Range(0, 30).Select(i => $$"""
              s{{i}}: { image: busybox, init: true, command: sleep 600, networks: [ n{{i % 3}}, all ]{{(i > 0 ? $", depends_on: [ s{(i - 1) / 2} ]" : "")}} }
            """);
        await File.WriteAllTextAsync(
            Path.Combine(_directory, "compose.yaml"), $"services:\n{string.Join('\n', services)}\nnetworks: {{ n0: {{}}, n1: {{}}, n2: {{}}, all: {{}} }}\n", TestContext.Current.CancellationToken);
        await ComposeAsync("up", "-d");
        Assert.Equal(30, (await PsAsync()).Count(line => line.EndsWith("running  0", StringComparison.Ordinal)));
        Assert.Equal("1", await ComposeAsync("exec", "-T", "s29", "sh", "-c", "nslookup -type=a s7 | tail -n +5 | grep -c Address"));
        await ComposeAsync("down", "-t", "5");
        Assert.Equal(("", ""), (await LeftAsync("network"), await LeftAsync("container")));
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(_directory, "compose.yaml")))
        {
            await RunAsync("--profile", "debug", "down", "-v", "-t", "0");
        }

        Directory.Delete(_directory, recursive: true);
    }

    private async Task RequireAsync()
    {
        DockerCli.Require(engine);
        Assert.SkipWhen((await DockerCli.RunAsync(engine, "compose", "version")).ExitCode != 0, "docker has no compose plugin (Debian's docker-compose, version 2)");
    }

    private async Task<string> ComposeAsync(params string[] arguments) => (await RunAsync(arguments)).Succeeded();

    private Task<CommandResult> RunAsync(params string[] arguments) =>
        DockerCli.RunAsync(engine, ["compose", "--progress", "quiet", "--project-directory", _directory, "-p", _project, .. arguments]);

    private async Task<string[]> PsAsync() =>
        (await ComposeAsync("--profile", "debug", "ps", "-a", "--format", "json")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!).Select(c => $"{c["Service"]} {c["State"]} {c["Health"]} {c["ExitCode"]}").ToArray();

    private async Task<string> LeftAsync(string kind) => (await DockerCli.RunAsync(
        engine, kind, "ls", "--filter", "label=com.docker.compose.project=" + _project, "--format", kind == "container" ? "{{.Names}}" : "{{.Name}}")).Succeeded();
}
