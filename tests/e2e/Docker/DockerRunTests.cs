namespace Engine.EndToEnd.Tests;

[Collection(EngineCollection.Name)]
public sealed class DockerRunTests(PrivateEngine engine)
{
    [Fact]
    public async Task Output_and_exit_status_are_the_programs()
    {
        DockerCli.Require(engine);
        var result = await DockerCli.RunAsync(engine, "run", "--rm", "--network", "none", "busybox", "sh", "-c", "echo out; echo err >&2; exit 7");
        Assert.Equal((7, "out\n", "err\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Standard_input_is_piped_until_its_end()
    {
        DockerCli.Require(engine);
        var result = await DockerCli.RunAsync(engine, "b\na\n", ["run", "--rm", "-i", "--network", "none", "busybox", "sort"]);
        Assert.Equal("a\nb", result.Succeeded());
    }

    [Theory]
    [InlineData("nope", 127, "OCI runtime create failed: unable to start container process: exec: \"nope\": executable file not found in $PATH")]
    [InlineData("/etc/passwd", 126, "exec: \"/etc/passwd\": permission denied")]
    public async Task A_program_that_cannot_be_executed_has_a_shells_exit_status(string program, int status, string message)
    {
        DockerCli.Require(engine);
        var result = await DockerCli.RunAsync(engine, "run", "--rm", "--network", "none", "busybox", program);
        Assert.Equal(status, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_is_not_there_ends_with_125()
    {
        DockerCli.Require(engine);
        var result = await DockerCli.RunAsync(engine, "run", "--rm", "no/such:image", "true");
        Assert.Equal(125, result.ExitCode);
    }

    [Fact]
    public async Task Limits_and_identity_are_what_was_asked_for()
    {
        DockerCli.Require(engine);
        var result = await DockerCli.RunAsync(engine,
            "run", "--rm", "--network", "none", "--memory", "64m", "--pids-limit", "50", "--cpus", "0.5", "--user", "user", "--workdir", "/tmp",
            "--env", "A=b", "--hostname", "box", "--read-only", "--cap-drop", "ALL", "--ulimit", "nofile=77:77", "busybox",
            "sh", "-c", "id -u; pwd; echo $A; hostname; grep CapBnd /proc/self/status; ulimit -n; touch /x 2>/dev/null || echo ro");
        Assert.Equal(["1000", "/tmp", "b", "box", "CapBnd:\t0000000000000000", "77", "ro"], result.Succeeded().Split('\n'));
    }

    [Fact]
    public async Task A_detached_container_is_listed_logged_executed_in_stopped_and_removed()
    {
        DockerCli.Require(engine);
        const string name = "e2e-life";
        var id = (await DockerCli.RunAsync(engine, "run", "-d", "--name", name, "--network", "none", "busybox", "sh", "-c", "trap 'exit 5' TERM; echo ready; while :; do sleep 0.1; done")).Succeeded();
        Assert.Equal(64, id.Length);
        Assert.Contains(name, (await DockerCli.RunAsync(engine, "ps")).Succeeded(), StringComparison.Ordinal);
        Assert.Equal("inside", (await DockerCli.RunAsync(engine, "exec", name, "echo", "inside")).Succeeded());
        Assert.Equal("piped", (await DockerCli.RunAsync(engine, "piped", ["exec", "-i", name, "cat"])).Succeeded());
        Assert.Equal(3, (await DockerCli.RunAsync(engine, "exec", name, "sh", "-c", "exit 3")).ExitCode);
        Assert.Equal(127, (await DockerCli.RunAsync(engine, "exec", name, "nope")).ExitCode);
        Assert.Equal("ready", (await DockerCli.RunAsync(engine, "logs", name)).Succeeded());
        var running = await DockerCli.RunAsync(engine, "rm", name);
        Assert.Contains("container is running: stop the container before removing or force remove", running.Error, StringComparison.Ordinal);
        (await DockerCli.RunAsync(engine, "stop", name)).Succeeded();
        Assert.Equal("5", (await DockerCli.RunAsync(engine, "wait", name)).Succeeded());
        Assert.Equal("exited 5", (await DockerCli.RunAsync(engine, "inspect", "-f", "{{.State.Status}} {{.State.ExitCode}}", name)).Succeeded());
        (await DockerCli.RunAsync(engine, "rm", name)).Succeeded();
        Assert.Contains("No such container: " + name, (await DockerCli.RunAsync(engine, "rm", name)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Following_logs_end_with_the_container()
    {
        DockerCli.Require(engine);
        const string name = "e2e-follow";
        (await DockerCli.RunAsync(engine, "run", "-d", "--name", name, "--network", "none", "busybox", "sh", "-c", "for i in 1 2 3; do echo $i; sleep 0.2; done")).Succeeded();
        Assert.Equal("1\n2\n3", (await DockerCli.RunAsync(engine, "logs", "-f", name)).Succeeded());
        (await DockerCli.RunAsync(engine, "rm", "-f", name)).Succeeded();
    }

    [Fact]
    public async Task Killing_ends_with_the_signals_status()
    {
        DockerCli.Require(engine);
        const string name = "e2e-kill";
        (await DockerCli.RunAsync(engine, "run", "-d", "--name", name, "--network", "none", "busybox", "sleep", "600")).Succeeded();
        (await DockerCli.RunAsync(engine, "kill", name)).Succeeded();
        Assert.Equal("137", (await DockerCli.RunAsync(engine, "wait", name)).Succeeded());
        (await DockerCli.RunAsync(engine, "rm", name)).Succeeded();
    }
}
