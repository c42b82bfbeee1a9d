using System.Text.RegularExpressions;

namespace Engine.EndToEnd.Tests;

/// <summary>The docker client, this engine and Debian's registry; where the machine has skopeo it looks too.</summary>
public sealed partial class RegistryTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    [Fact]
    public async Task What_is_pushed_can_be_pulled_and_run_and_has_the_digest_that_others_see()
    {
        Require();
        await using var registry = await DebianRegistry.StartAsync(engine);
        var name = $"{registry.Host}/team/box:1";
        (await DockerAsync("tag", "busybox", name)).Succeeded();
        var pushed = (await DockerAsync("push", name)).Succeeded();
        Assert.Contains(": Pushed", pushed, StringComparison.Ordinal);
        var digest = Digest().Match(pushed).Value;
        Assert.Contains(": Layer already exists", (await DockerAsync("push", name)).Succeeded(), StringComparison.Ordinal);

        (await DockerAsync("tag", "busybox", $"{registry.Host}/other:2")).Succeeded();
        Assert.Contains(": Mounted from team/box", (await DockerAsync("push", $"{registry.Host}/other:2")).Succeeded(), StringComparison.Ordinal);

        var id = await InspectAsync(name, "{{.Id}}");
        (await DockerAsync("rmi", "--force", id)).Succeeded();
        var pulled = (await DockerAsync("pull", name)).Succeeded();
        Assert.Contains($"Digest: {digest}\nStatus: Downloaded newer image for {name}", pulled, StringComparison.Ordinal);
        Assert.Equal(id, await InspectAsync(name, "{{.Id}}"));
        Assert.Equal($"[{registry.Host}/team/box@{digest}]", await InspectAsync(name, "{{.RepoDigests}}"));
        Assert.Contains($"{registry.Host}/team/box   1         {digest}", (await DockerAsync("images", "--digests")).Succeeded(), StringComparison.Ordinal);
        Assert.Equal("hello", (await DockerAsync("run", "--rm", "--network", "none", name, "echo", "hello")).Succeeded());
        Assert.Contains("Status: Image is up to date", (await DockerAsync("pull", $"{registry.Host}/team/box@{digest}")).Succeeded() + (await DockerAsync("pull", name)).Succeeded(), StringComparison.Ordinal);
        if (SkopeoPath is { } skopeo)
        {
            var seen = await CommandResult.RunAsync(engine.Network.Enter[0], [.. engine.Network.Enter[1..], skopeo, "inspect", "--tls-verify=false", "--format", "{{.Digest}}", $"docker://{name}"], null);
            Assert.Equal(digest, seen.Succeeded());
        }

        (await DockerAsync("tag", name, "busybox")).Succeeded();
        await engine.RequireConsistentAsync();
    }

    [Fact]
    public async Task A_registry_with_TLS_and_a_password_wants_its_authority_and_the_password()
    {
        Require();
        await using var registry = await DebianRegistry.StartSecureAsync(engine);
        var name = $"{registry.Host}/box:1";
        (await DockerAsync("tag", "busybox", name)).Succeeded();
        Assert.Contains("certificate", (await DockerAsync("push", name)).Error, StringComparison.Ordinal);

        await engine.StopAsync();
        engine.MoreOptions = ["--registry-certs", registry.Certificates];
        await engine.StartAsync();
        Assert.Contains("no basic auth credentials", (await DockerAsync("push", name)).Error, StringComparison.Ordinal);
        var home = Directory.CreateTempSubdirectory("engine-docker-").FullName;
        try
        {
            string[] login = ["--config", home, "login", "--username", DebianRegistry.User, "--password-stdin", registry.Host];
            Assert.Contains("401", (await DockerCli.RunAsync(engine, "wrong", login)).Error, StringComparison.Ordinal);
            (await DockerCli.RunAsync(engine, DebianRegistry.Password, login)).Succeeded();
            (await DockerAsync("--config", home, "push", name)).Succeeded();
            (await DockerAsync("rmi", name)).Succeeded();
            Assert.Contains("no basic auth credentials", (await DockerAsync("pull", name)).Error, StringComparison.Ordinal);
            (await DockerAsync("--config", home, "pull", name)).Succeeded();
        }
        finally
        {
            Directory.Delete(home, recursive: true);
            engine.MoreOptions = [];
        }
    }

    [Fact]
    public async Task Refusals_reach_the_client_in_docker_s_words()
    {
        Require();
        await using var registry = await DebianRegistry.StartAsync(engine);
        Assert.Contains(
            $"Error response from daemon: manifest for {registry.Host}/nothing:1 not found: manifest unknown: manifest unknown",
            (await DockerAsync("pull", $"{registry.Host}/nothing:1")).Error, StringComparison.Ordinal);
        Assert.Contains("An image does not exist locally with the tag", (await DockerAsync("push", $"{registry.Host}/nothing:1")).Error, StringComparison.Ordinal);
        Assert.Contains("connect: connection refused", (await DockerAsync("pull", "localhost:1/box")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_that_was_saved_loads_with_its_names_and_IDs()
    {
        Require();
        var file = Path.GetTempFileName();
        try
        {
            (await DockerAsync("tag", "busybox", "saved:1")).Succeeded();
            (await DockerAsync("tag", "busybox", "saved:2")).Succeeded();
            var id = await InspectAsync("saved:1", "{{.Id}}");
            (await DockerAsync("save", "--output", file, "saved")).Succeeded();
            (await DockerAsync("rmi", "saved:1", "saved:2")).Succeeded();
            Assert.Equal("Loaded image: saved:1\nLoaded image: saved:2", (await DockerAsync("load", "--input", file)).Succeeded());
            Assert.Equal(id, await InspectAsync("saved:2", "{{.Id}}"));
            Assert.Contains("No such image: nothing", (await DockerAsync("save", "--output", file, "nothing:1")).Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_commit_has_what_the_container_changed_and_nothing_of_what_it_removed()
    {
        Require();
        const string Change = "rm /etc/group; rm -r /root; mkdir /root; echo a >/root/a; ln /root/a /b; mkfifo /c; sleep 300";
        var container = (await DockerAsync("run", "--detach", "--network", "none", "busybox", "sh", "-c", Change)).Succeeded();
        for (var i = 0; i < 200 && (await DockerAsync("exec", container, "test", "-p", "/c")).ExitCode != 0; i++)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        (await DockerAsync("commit", "--change", "CMD [\"cat\", \"/b\"]", "--change", "LABEL made=here", "--author", "me", "--message", "why", container, "made:1")).Succeeded();
        Assert.Equal("running", (await DockerAsync("inspect", "--format", "{{.State.Status}}", container)).Succeeded());
        Assert.Equal("a", (await DockerAsync("run", "--rm", "--network", "none", "made:1")).Succeeded());
        Assert.Equal("a", (await DockerAsync("run", "--rm", "--network", "none", "made:1", "ls", "/root")).Succeeded());
        Assert.Equal("no", (await DockerAsync("run", "--rm", "--network", "none", "made:1", "sh", "-c", "test -e /etc/group || echo no")).Succeeded());
        Assert.Equal("me why here", await InspectAsync("made:1", "{{.Author}} {{.Comment}} {{.Config.Labels.made}}"));
        Assert.Contains("why", (await DockerAsync("history", "made:1")).Succeeded().Split('\n')[1], StringComparison.Ordinal);
        (await DockerAsync("rm", "--force", container)).Succeeded();
        (await DockerAsync("rmi", "made:1")).Succeeded();
        await engine.RequireConsistentAsync();
    }

    [GeneratedRegex("sha256:[0-9a-f]{64}")]
    private static partial Regex Digest();

    private static string? SkopeoPath { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(directory => Path.Combine(directory, "skopeo")).FirstOrDefault(File.Exists);

    private void Require()
    {
        DockerCli.Require(engine);
        DebianRegistry.Require();
    }

    private Task<CommandResult> DockerAsync(params string[] arguments) => DockerCli.RunAsync(engine, arguments);

    private async Task<string> InspectAsync(string image, string format) => (await DockerAsync("image", "inspect", "--format", format, image)).Succeeded();
}
