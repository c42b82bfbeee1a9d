using System.Text.Json.Nodes;

namespace Engine.EndToEnd.Tests;

/// <summary>Health checks as the docker client sees them.</summary>
[Collection(EngineCollection.Name)]
public sealed class HealthCheckTests(PrivateEngine engine)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_container_becomes_healthy_unhealthy_and_healthy_again()
    {
        DockerCli.Require(engine);
        await RunAsync(
            "e2e-health", "touch /ok; sleep 600",
            "--health-cmd", "echo probed; test -e /ok", "--health-interval", "200ms", "--health-retries", "2");
        Assert.Equal("starting", await StatusAsync("e2e-health"));
        Assert.Contains("(health: starting)", (await PsAsync("health=starting")).Single(line => line.StartsWith("e2e-health ", StringComparison.Ordinal)), StringComparison.Ordinal);
        await UntilAsync("e2e-health", "healthy");
        Assert.Contains("(healthy)", (await PsAsync("health=healthy")).Single(line => line.StartsWith("e2e-health ", StringComparison.Ordinal)), StringComparison.Ordinal);
        await DockerCli.RunAsync(engine, "exec", "e2e-health", "rm", "/ok");
        await UntilAsync("e2e-health", "unhealthy");
        var health = await HealthAsync("e2e-health");
        Assert.InRange(health["FailingStreak"]!.GetValue<int>(), 2, 100);
        Assert.InRange(health["Log"]!.AsArray().Count, 2, 5);
        Assert.Equal((1, "probed\n"), (health["Log"]!.AsArray()[^1]!["ExitCode"]!.GetValue<int>(), health["Log"]!.AsArray()[^1]!["Output"]!.GetValue<string>()));
        await DockerCli.RunAsync(engine, "exec", "e2e-health", "touch", "/ok");
        await UntilAsync("e2e-health", "healthy");
        var events = (await DockerCli.RunAsync(
            engine, "events", "--since", "1h", "--until", DockerCli.Now(), "--filter", "container=e2e-health", "--filter", "event=health_status", "--format", "{{.Action}}")).Succeeded();
        Assert.Equal("health_status: healthy\nhealth_status: unhealthy\nhealth_status: healthy", events);
        await DockerCli.RunAsync(engine, "stop", "-t", "0", "e2e-health");
        Assert.Equal("unhealthy", await StatusAsync("e2e-health"));
        await RemoveAsync("e2e-health");
    }

    [Fact]
    public async Task A_check_that_takes_too_long_is_killed_with_its_children()
    {
        DockerCli.Require(engine);
        await RunAsync(
            "e2e-health-slow", "sleep 600",
            "--health-cmd", "echo begun; sleep 7777; echo never", "--health-interval", "100ms", "--health-timeout", "300ms", "--health-retries", "1");
        await UntilAsync("e2e-health-slow", "unhealthy");
        var last = (await HealthAsync("e2e-health-slow"))["Log"]!.AsArray()[0]!;
        Assert.Equal((-1, "Health check exceeded timeout (300ms): begun\n"), (last["ExitCode"]!.GetValue<int>(), last["Output"]!.GetValue<string>()));
        await Task.Delay(1000, Cancel);
        var processes = (await DockerCli.RunAsync(engine, "top", "e2e-health-slow", "-o", "pid,args")).Succeeded();
        Assert.InRange(processes.Split("sleep 7777").Length - 1, 0, 2);
        await RemoveAsync("e2e-health-slow");
    }

    [Fact]
    public async Task A_killed_daemon_goes_on_checking()
    {
        DockerCli.Require(engine);
        await using var own = new PrivateEngine();
        await own.InitializeAsync();
        await DockerCli.RunAsync(own, "run", "-d", "--name", "checked", "--network", "none", "--health-cmd", "sleep 1000", "--health-interval", "100ms", "--health-timeout", "60s", "busybox", "sleep", "600");
        await DockerCli.RunAsync(own, "run", "-d", "--name", "fine", "--network", "none", "--health-cmd", "date +%s%N >>/dates", "--health-interval", "200ms", "busybox", "sleep", "600");
        await UntilAsync(own, "fine", "healthy");
        await own.KillAsync();
        await own.StartAsync();
        Assert.Equal("healthy", (await DockerCli.RunAsync(own, "inspect", "-f", "{{.State.Health.Status}}", "fine")).Succeeded());
        var before = await DatesAsync(own);
        await Task.Delay(1000, Cancel);
        Assert.InRange(await DatesAsync(own), before + 1, before + 10);

        // The probe that the killed daemon had begun is not left beside the new daemon's.
        var processes = (await DockerCli.RunAsync(own, "top", "checked", "-o", "pid,args")).Succeeded();
        Assert.InRange(processes.Split("sleep 1000").Length - 1, 0, 1);
    }

    [Fact]
    public async Task An_unhealthy_container_is_started_again_if_it_says_so()
    {
        DockerCli.Require(engine);
        string[] check = ["--health-cmd", "test ! -e /ill", "--health-interval", "100ms", "--health-retries", "2", "--restart", "on-failure"];
        await RunAsync("e2e-health-again", "rm -f /ill; trap 'exit 0' TERM; sleep 600 & wait", ["--label", "engine.restart-unhealthy=true", .. check]);
        await RunAsync("e2e-health-stays", "rm -f /ill; trap 'exit 0' TERM; sleep 600 & wait", check);
        foreach (var name in new[] { "e2e-health-again", "e2e-health-stays" })
        {
            await UntilAsync(name, "healthy");
            await DockerCli.RunAsync(engine, "exec", name, "touch", "/ill");
        }

        await UntilAsync("e2e-health-stays", "unhealthy");
        var restarts = "";
        for (var i = 0; i < 100 && restarts != "1 healthy"; i++)
        {
            await Task.Delay(100, Cancel);
            restarts = (await DockerCli.RunAsync(engine, "inspect", "-f", "{{.RestartCount}} {{.State.Health.Status}}", "e2e-health-again")).Succeeded();
        }

        Assert.Equal("1 healthy", restarts);
        Assert.Equal("0", (await DockerCli.RunAsync(engine, "inspect", "-f", "{{.RestartCount}}", "e2e-health-stays")).Succeeded());
        await RemoveAsync("e2e-health-again");
        await RemoveAsync("e2e-health-stays");
    }

    [Fact]
    public async Task A_frozen_container_is_not_checked()
    {
        DockerCli.Require(engine);
        await RunAsync("e2e-health-frozen", "sleep 600", "--health-cmd", "true", "--health-interval", "100ms");
        await UntilAsync("e2e-health-frozen", "healthy");
        await DockerCli.RunAsync(engine, "pause", "e2e-health-frozen");
        var log = (await HealthAsync("e2e-health-frozen"))["Log"]!.ToJsonString();
        await Task.Delay(500, Cancel);
        Assert.Equal(log, (await HealthAsync("e2e-health-frozen"))["Log"]!.ToJsonString());
        await DockerCli.RunAsync(engine, "unpause", "e2e-health-frozen");
        await UntilAsync("e2e-health-frozen", "healthy");
        await RemoveAsync("e2e-health-frozen");
    }

    [Fact]
    public async Task Without_a_check_there_is_no_health_and_times_without_sense_are_refused()
    {
        DockerCli.Require(engine);
        await RunAsync("e2e-health-none", "sleep 600", "--no-healthcheck");
        Assert.Equal("null", (await DockerCli.RunAsync(engine, "inspect", "-f", "{{json .State.Health}}", "e2e-health-none")).Succeeded());
        await RemoveAsync("e2e-health-none");
        var (status, text) = await new ContainerApi(engine).SendAsync(
            HttpMethod.Post, "/containers/create", """{"Image":"busybox","Healthcheck":{"Test":["CMD","true"],"Interval":1000},"HostConfig":{"NetworkMode":"none"}}""");
        Assert.Equal((400, "Interval in Healthcheck cannot be less than 1ms"), ((int)status, JsonNode.Parse(text)!["message"]!.GetValue<string>()));
    }

    private async Task RunAsync(string name, string script, params string[] options) =>
        (await DockerCli.RunAsync(engine, ["run", "-d", "--name", name, "--network", "none", .. options, "busybox", "sh", "-c", script])).Succeeded();

    private async Task RemoveAsync(string name) => (await DockerCli.RunAsync(engine, "rm", "-f", name)).Succeeded();

    private async Task<string[]> PsAsync(string filter) =>
        (await DockerCli.RunAsync(engine, "ps", "--filter", filter, "--format", "{{.Names}} {{.Status}}")).Succeeded().Split('\n');

    private async Task<string> StatusAsync(string name) => (await HealthAsync(name))["Status"]!.GetValue<string>();

    private async Task<JsonNode> HealthAsync(string name) =>
        JsonNode.Parse((await DockerCli.RunAsync(engine, "inspect", "-f", "{{json .State.Health}}", name)).Succeeded())!;

    private Task UntilAsync(string name, string status) => UntilAsync(engine, name, status);

    private static async Task UntilAsync(PrivateEngine engine, string name, string status)
    {
        var found = "";
        for (var i = 0; i < 100; i++)
        {
            found = (await DockerCli.RunAsync(engine, "inspect", "-f", "{{.State.Health.Status}}", name)).Succeeded();
            if (found == status)
            {
                return;
            }

            await Task.Delay(100, Cancel);
        }

        Assert.Fail($"{name} is {found}, not {status}");
    }

    private static async Task<int> DatesAsync(PrivateEngine engine) =>
        (await DockerCli.RunAsync(engine, "exec", "fine", "cat", "/dates")).Succeeded().Split('\n').Length;
}
