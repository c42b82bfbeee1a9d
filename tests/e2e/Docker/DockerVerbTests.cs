using System.Globalization;
using System.Text.Json.Nodes;

namespace Engine.EndToEnd.Tests;

/// <summary>What people look at and change with the docker client beside running containers.</summary>
[Collection(EngineCollection.Name)]
public sealed class DockerVerbTests(PrivateEngine engine)
{
    [Fact]
    public async Task Sizes_are_of_what_a_container_wrote_and_of_its_image()
    {
        DockerCli.Require(engine);
        await RunAsync("e2e-size", "head -c 100000 /dev/zero >/written; sleep 600");
        await DockerCli.RunAsync(engine, "exec", "e2e-size", "sh", "-c", "until [ $(wc -c </written) = 100000 ]; do sleep 0.1; done");
        var size = (await DockerCli.RunAsync(engine, "ps", "-s", "--filter", "name=e2e-size", "--format", "{{.Size}}")).Succeeded();
        Assert.Matches(@"^100kB \(virtual [0-9.]+MB\)$", size);
        Assert.Equal("100000", (await DockerCli.RunAsync(engine, "inspect", "-s", "-f", "{{.SizeRw}}", "e2e-size")).Succeeded());
        await RemoveAsync("e2e-size");
    }

    [Fact]
    public async Task Statistics_are_the_cgroups()
    {
        DockerCli.Require(engine);
        await RunAsync("e2e-stats", "while :; do :; done", "--memory", "50m", "--cpus", "0.2");
        var line = JsonNode.Parse((await DockerCli.RunAsync(engine, "stats", "--no-stream", "--format", "json", "e2e-stats")).Succeeded())!;
        Assert.EndsWith(" / 50MiB", line["MemUsage"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("1", line["PIDs"]!.GetValue<string>());
        Assert.InRange(double.Parse(line["CPUPerc"]!.GetValue<string>().TrimEnd('%'), CultureInfo.InvariantCulture), 1, 40);
        await RemoveAsync("e2e-stats");
    }

    [Fact]
    public async Task Processes_are_listed_as_ps_does()
    {
        DockerCli.Require(engine);
        await RunAsync("e2e-top", "sleep 601 & sleep 602");
        var lines = (await DockerCli.RunAsync(engine, "top", "e2e-top", "-o", "pid,args")).Succeeded().Split('\n');
        Assert.StartsWith("PID", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.EndsWith("sleep 601", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("sleep 602", StringComparison.Ordinal));
        await RemoveAsync("e2e-top");
    }

    [Fact]
    public async Task A_container_gets_another_name_and_other_limits()
    {
        DockerCli.Require(engine);
        await RunAsync("e2e-before", "sleep 600", "--memory", "50m");
        (await DockerCli.RunAsync(engine, "rename", "e2e-before", "e2e-after")).Succeeded();
        (await DockerCli.RunAsync(engine, "update", "--memory", "80m", "--memory-swap", "160m", "--pids-limit", "33", "--restart", "on-failure:3", "e2e-after")).Succeeded();
        Assert.Equal("83886080 33 on-failure", (await DockerCli.RunAsync(engine, "inspect", "-f", "{{.HostConfig.Memory}} {{.HostConfig.PidsLimit}} {{.HostConfig.RestartPolicy.Name}}", "e2e-after")).Succeeded());
        var stats = JsonNode.Parse((await DockerCli.RunAsync(engine, "stats", "--no-stream", "--format", "json", "e2e-after")).Succeeded())!;
        Assert.EndsWith(" / 80MiB", stats["MemUsage"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("No such object: e2e-before", (await DockerCli.RunAsync(engine, "inspect", "e2e-before")).Error, StringComparison.OrdinalIgnoreCase);
        await RemoveAsync("e2e-after");
    }

    [Fact]
    public async Task Pruning_takes_the_stopped_containers_that_fit()
    {
        DockerCli.Require(engine);
        var id = (await DockerCli.RunAsync(engine, "run", "-d", "--network", "none", "--label", "e2e-prune", "busybox", "true")).Succeeded();
        (await DockerCli.RunAsync(engine, "wait", id)).Succeeded();
        await RunAsync("e2e-unpruned", "sleep 600", "--label", "e2e-prune");
        var output = (await DockerCli.RunAsync(engine, "container", "prune", "-f", "--filter", "label=e2e-prune")).Succeeded();
        Assert.Equal(["Deleted Containers:", id, "", "Total reclaimed space: 0B"], output.Split('\n'));
        await RemoveAsync("e2e-unpruned");
    }

    [Fact]
    public async Task Events_tell_a_containers_life()
    {
        DockerCli.Require(engine);
        var since = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        Assert.Equal(4, (await DockerCli.RunAsync(engine, "run", "--rm", "--name", "e2e-events", "--network", "none", "busybox", "sh", "-c", "exit 4")).ExitCode);

        // Both ends are whole seconds: the client waits for the end of this one.
        var until = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1;
        var told = (await DockerCli.RunAsync(engine, "events", "--since", $"{since}", "--until", $"{until}", "--filter", "container=e2e-events", "--format", "{{.Action}} {{.Actor.Attributes.exitCode}}")).Succeeded();
        Assert.Equal(["create", "attach", "start", "die 4", "destroy"], told.Split('\n').Select(line => line.Replace("<no value>", "", StringComparison.Ordinal).Trim()));
    }

    private async Task RunAsync(string name, string script, params string[] options) =>
        (await DockerCli.RunAsync(engine, ["run", "-d", "--name", name, "--network", "none", .. options, "busybox", "sh", "-c", script])).Succeeded();

    private async Task RemoveAsync(string name) => (await DockerCli.RunAsync(engine, "rm", "-f", name)).Succeeded();
}
