namespace Engine.EndToEnd.Tests;

[Collection(EngineCollection.Name)]
public sealed class TerminalTests(PrivateEngine engine)
{
    private const string TellSize = "trap 'echo now $(stty size)' WINCH; echo first $(stty size); while :; do sleep 0.2; done";

    [Fact]
    public async Task A_containers_terminal_follows_the_clients()
    {
        DockerCli.Require(engine);
        using var terminal = DockerCli.OnTerminal(engine, 33, 77, "run", "--rm", "-it", "--network", "none", "busybox", "sh", "-c", TellSize);
        await terminal.ExpectAsync("first ");
        terminal.Resize(50, 120);
        await terminal.ExpectAsync("now 50 120");
        terminal.Resize(24, 80);
        await terminal.ExpectAsync("now 24 80");
        terminal.Type("\u0003");
        Assert.Equal(130, await terminal.EndAsync());
    }

    [Fact]
    public async Task An_execs_terminal_follows_the_clients()
    {
        DockerCli.Require(engine);
        const string name = "e2e-exec-terminal";
        (await DockerCli.RunAsync(engine, "run", "-d", "--name", name, "--network", "none", "busybox", "sleep", "600")).Succeeded();
        using var terminal = DockerCli.OnTerminal(engine, 33, 77, "exec", "-it", name, "sh", "-c", TellSize);
        await terminal.ExpectAsync("first ");
        terminal.Resize(50, 120);
        await terminal.ExpectAsync("now 50 120");
        terminal.Type("\u0003");
        Assert.Equal(130, await terminal.EndAsync());
        (await DockerCli.RunAsync(engine, "rm", "-f", name)).Succeeded();
    }

    [Fact]
    public async Task A_shell_is_typed_to_left_by_the_detach_keys_and_found_again()
    {
        DockerCli.Require(engine);
        const string name = "e2e-detach";
        using (var terminal = DockerCli.OnTerminal(engine, 30, 90, "run", "-it", "--name", name, "--network", "none", "busybox", "sh"))
        {
            await terminal.ExpectAsync("#");
            terminal.Type("word=hidden; echo $((6*7))$word\r");
            await terminal.ExpectAsync("42hidden");
            terminal.Type("\u0010\u0011");
            Assert.Equal(0, await terminal.EndAsync());
        }

        using (var terminal = DockerCli.OnTerminal(engine, 30, 90, "attach", name))
        {
            terminal.Type("\recho again$word\r");
            await terminal.ExpectAsync("againhidden");
            terminal.Type("exit 5\r");
            Assert.Equal(5, await terminal.EndAsync());
        }

        (await DockerCli.RunAsync(engine, "rm", name)).Succeeded();
    }
}
