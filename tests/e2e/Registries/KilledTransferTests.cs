namespace Engine.EndToEnd.Tests;

/// <summary>
/// The daemon is killed with SIGKILL at random moments of pull, load, commit, remove and prune. Afterwards the store is sound to the last byte and
/// what was begun succeeds. ENGINE_KILL_ROUNDS sets how often; every run does some.
/// </summary>
public sealed class KilledTransferTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    private const int LayerBytes = 24 << 20;

    private static readonly int s_rounds = int.TryParse(Environment.GetEnvironmentVariable("ENGINE_KILL_ROUNDS"), out var rounds) ? rounds : 5;

    [Fact]
    public async Task Whatever_it_was_at_the_store_is_sound_and_the_next_attempt_succeeds()
    {
        DockerCli.Require(engine);
        DebianRegistry.Require();
        await using var registry = await DebianRegistry.StartAsync(engine);
        var name = $"{registry.Host}/large:1";
        var archive = Path.GetTempFileName();
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        try
        {
            await MakeImageAsync(name);
            (await DockerAsync("push", name)).Succeeded();
            (await DockerAsync("save", "--output", archive, name)).Succeeded();
            (await DockerAsync("rmi", name)).Succeeded();
            for (var round = 0; round < s_rounds; round++)
            {
                var step = (round % 5) switch { 0 => "pull", 1 => "load", 2 => "commit", 3 => "remove", _ => "prune" };
                if (step is not ("pull" or "load"))
                {
                    (await DockerAsync("pull", "--quiet", name)).Succeeded();
                }

                var container = step is "commit" ? (await DockerAsync("create", "--network", "none", name, "true")).Succeeded() : "";
                string[] command = step switch
                {
                    "pull" => ["pull", "--quiet", name],
                    "load" => ["load", "--input", archive],
                    "commit" => ["commit", container, "committed:1"],
                    "remove" => ["rmi", name],
                    _ => ["image", "prune", "--all", "--force", "--filter", "label=large"],
                };
                var running = DockerAsync(command);
                await Task.Delay(random.Next(1, 400), TestContext.Current.CancellationToken);
                await engine.KillAsync();
                await running;
                await engine.StartAsync();
                await engine.RequireConsistentAsync();
                (await DockerAsync("pull", "--quiet", name)).Succeeded();
                Assert.Equal("whole", (await DockerAsync("run", "--rm", "--network", "none", name, "sh", "-c", "sha256sum -cs /sums && echo whole")).Succeeded());
                if (container.Length > 0)
                {
                    (await DockerAsync("rm", container)).Succeeded();
                    await DockerAsync("rmi", "committed:1");
                }

                (await DockerAsync("rmi", name)).Succeeded();
            }

            // Nothing is left of it all but the image that the engine came with.
            Assert.Equal("busybox:latest", (await DockerAsync("images", "--format", "{{.Repository}}:{{.Tag}}")).Succeeded());
            Assert.Single(Directory.GetDirectories(Path.Combine(engine.DataRoot, "overlay")));
            (await DockerAsync("image", "prune", "--force")).Succeeded();
            Assert.Empty(Directory.GetFiles(Path.Combine(engine.DataRoot, "partial")));
        }
        finally
        {
            File.Delete(archive);
        }
    }

    private async Task MakeImageAsync(string name)
    {
        var script = $"for i in 1 2; do head -c {LayerBytes / 2} /dev/urandom >/large$i; done; sha256sum /large1 /large2 >/sums";
        var container = (await DockerAsync("run", "--detach", "--network", "none", "busybox", "sh", "-c", script)).Succeeded();
        Assert.Equal("0", (await DockerAsync("wait", container)).Succeeded());
        (await DockerAsync("commit", "--change", "LABEL large=1", container, name)).Succeeded();
        (await DockerAsync("rm", container)).Succeeded();
    }

    private Task<CommandResult> DockerAsync(params string[] arguments) => DockerCli.RunAsync(engine, arguments);
}
