namespace Engine.EndToEnd.Tests;

/// <summary>What restart policies do when programs end, when the daemon comes back, and when the machine does.</summary>
public sealed class RestartPolicyTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failing_program_is_started_again_as_often_as_asked()
    {
        DockerCli.Require(engine);
        await RunAsync("fails", "on-failure:2", "echo started; exit 3");
        Assert.Equal("3", await DockerAsync("wait", "fails"));
        Assert.Equal("exited 2 3", await StateAsync("fails", "{{.State.Status}} {{.RestartCount}} {{.State.ExitCode}}"));
        Assert.Equal("started\nstarted\nstarted", await DockerAsync("logs", "fails"));
        await RunAsync("succeeds", "on-failure:2", "exit 0");
        await DockerAsync("wait", "succeeds");
        Assert.Equal("0", await StateAsync("succeeds", "{{.RestartCount}}"));
        await DockerAsync("rm", "fails", "succeeds");
    }

    [Fact]
    public async Task A_stop_is_meant_and_a_start_counts_anew()
    {
        DockerCli.Require(engine);
        await RunAsync("always", "always", "exit 1");
        await UntilAsync("always", "{{.RestartCount}}", count => int.Parse(count) >= 2);
        await DockerAsync("stop", "always");
        await Task.Delay(500, Cancel);
        Assert.Equal("exited", await StateAsync("always", "{{.State.Status}}"));
        await DockerAsync("update", "--restart", "no", "always");
        await DockerAsync("start", "always");
        await DockerAsync("wait", "always");
        Assert.Equal("0", await StateAsync("always", "{{.RestartCount}}"));
        await DockerAsync("rm", "-f", "always");
    }

    [Fact]
    public async Task A_daemon_that_comes_back_and_a_machine_that_does_start_what_shall_run()
    {
        DockerCli.Require(engine);
        var names = new[] { "no", "on-failure", "unless-stopped", "always" };
        foreach (var policy in names)
        {
            await RunAsync(policy, policy, "sleep 600");
            await RunAsync("stopped-" + policy, policy, "sleep 600");
            await DockerAsync("stop", "-t", "0", "stopped-" + policy);
        }

        var pids = new Dictionary<string, string>();
        foreach (var name in names)
        {
            pids[name] = await StateAsync(name, "{{.State.Pid}}");
        }

        // The daemon alone: what runs goes on, and «always» means always.
        await engine.KillAsync();
        await engine.StartAsync();
        foreach (var name in names)
        {
            Assert.Equal(pids[name], await StateAsync(name, "{{.State.Pid}}"));
            Assert.Equal(name == "always" ? "running" : "exited", await StateAsync("stopped-" + name, "{{.State.Status}}"));
        }

        // The machine: no process lives, and what need not survive a boot is gone.
        await DockerAsync("stop", "-t", "0", "stopped-always");
        await engine.KillAsync();
        foreach (var pid in pids.Values.Select(int.Parse))
        {
            var monitor = HostProcess.Parent(pid);
            HostProcess.Kill(monitor);
            await HostProcess.EndAsync(monitor);
            await HostProcess.EndAsync(pid);
        }

        Directory.Delete(Path.Combine(engine.ExecRoot, "c"), recursive: true);
        await engine.StartAsync();
        await UntilAsync("on-failure", "{{.State.Status}}", status => status == "running");
        await UntilAsync("unless-stopped", "{{.State.Status}}", status => status == "running");
        await UntilAsync("always", "{{.State.Status}}", status => status == "running");
        Assert.Equal("exited 137", await StateAsync("no", "{{.State.Status}} {{.State.ExitCode}}"));
        foreach (var name in names)
        {
            Assert.Equal(name == "always" ? "running" : "exited", await StateAsync("stopped-" + name, "{{.State.Status}}"));
        }

        await DockerAsync(["rm", "-f", .. names, .. names.Select(name => "stopped-" + name)]);
    }

    private async Task RunAsync(string name, string policy, string script) =>
        await DockerAsync("run", "-d", "--name", name, "--network", "none", "--restart", policy, "busybox", "sh", "-c", script);

    private Task<string> StateAsync(string name, string format) => DockerAsync("inspect", "-f", format, name);

    private async Task UntilAsync(string name, string format, Func<string, bool> wanted)
    {
        var found = "";
        for (var i = 0; i < 100 && !wanted(found = await StateAsync(name, format)); i++)
        {
            await Task.Delay(50, Cancel);
        }

        Assert.True(wanted(found), $"{name} is {found}");
    }

    private async Task<string> DockerAsync(params string[] arguments) => (await DockerCli.RunAsync(engine, arguments)).Succeeded();
}
