namespace Engine.EndToEnd.Tests;

/// <summary>Docker-archives of well-known images from the directory that <c>ENGINE_TEST_IMAGES</c> names, by the docker client.</summary>
[Collection(EngineCollection.Name)]
public sealed class RealImageTests(PrivateEngine engine)
{
    [Fact]
    public async Task Debian_tells_what_it_is_and_has_a_terminal_that_resizes()
    {
        var image = await LoadAsync("debian");
        Assert.Contains("ID=debian", (await DockerCli.RunAsync(engine, "run", "--rm", "--network", "none", image, "cat", "/etc/os-release")).Succeeded(), StringComparison.Ordinal);
        using var terminal = DockerCli.OnTerminal(engine, 33, 77, "run", "--rm", "-it", "--network", "none", image, "bash", "-c",
            "trap 'echo now $(stty size)' WINCH; echo first $(stty size); while :; do sleep 0.2; done");
        await terminal.ExpectAsync("first ");
        terminal.Resize(50, 120);
        await terminal.ExpectAsync("now 50 120");
        terminal.Type("\u0003");
        Assert.Equal(130, await terminal.EndAsync());
    }

    [Fact]
    public async Task Nginx_answers_on_the_hosts_network()
    {
        var image = await LoadAsync("nginx");
        (await DockerCli.RunAsync(engine, "run", "-d", "--name", "e2e-real-nginx", "--network", "host", image)).Succeeded();
        Assert.Contains("200", (await CommandResult.RunAsync(engine.Network.Enter[0], [.. engine.Network.Enter[1..], "curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", "--retry", "20", "--retry-connrefused", "--retry-delay", "1", "http://127.0.0.1/"], null)).Succeeded(), StringComparison.Ordinal);
        (await DockerCli.RunAsync(engine, "rm", "-f", "e2e-real-nginx")).Succeeded();
    }

    [Fact]
    public async Task Postgres_initialises_a_volume_directory_and_answers()
    {
        var image = await LoadAsync("postgres");
        const string name = "e2e-real-postgres";
        var data = Directory.CreateTempSubdirectory("engine-pgdata").FullName;
        var volume = (await DockerCli.RunAsync(engine, "image", "inspect", "-f", "{{range $v, $_ := .Config.Volumes}}{{$v}}{{end}}", image)).Succeeded();
        var user = (await DockerCli.RunAsync(engine, "run", "--rm", "--network", "none", image, "id", "-u", "postgres")).Succeeded();
        (await CommandResult.RunAsync("chown", [user, data], null)).Succeeded();
        (await DockerCli.RunAsync(engine, "run", "-d", "--name", name, "--network", "host", "-e", "PGPORT=54329", "-e", "POSTGRES_PASSWORD=x", "-v", $"{data}:{volume}", image)).Succeeded();
        var answer = await DockerCli.RunAsync(engine, "exec", name, "sh", "-c",
            "for i in $(seq 300); do psql -U postgres -h 127.0.0.1 -p 54329 -Atc 'select 6*7' 2>/dev/null && exit; sleep 0.2; done; exit 1");
        Assert.True(answer.ExitCode == 0, answer.Error + (await DockerCli.RunAsync(engine, "logs", name)).Error);
        Assert.Equal("42\n", answer.Output);
        Assert.NotEmpty(Directory.GetFileSystemEntries(data));
        (await DockerCli.RunAsync(engine, "rm", "-f", name)).Succeeded();
        Directory.Delete(data, recursive: true);
    }

    private async Task<string> LoadAsync(string name)
    {
        DockerCli.Require(engine);
        var directory = Environment.GetEnvironmentVariable("ENGINE_TEST_IMAGES");
        var archive = Path.Combine(directory ?? "", name + ".tar");
        Assert.SkipUnless(directory is { Length: > 0 } && File.Exists(archive), $"ENGINE_TEST_IMAGES names no directory with {name}.tar");
        var loaded = (await DockerCli.RunAsync(engine, "load", "-q", "-i", archive)).Succeeded();
        return loaded[(loaded.IndexOf(": ", StringComparison.Ordinal) + 2)..];
    }
}
