using System.Text.Json.Nodes;

namespace Engine.EndToEnd.Tests;

/// <summary>docker cp, diff and export, on containers that run and on those that do not.</summary>
[Collection(EngineCollection.Name)]
public sealed class CopyTests(PrivateEngine engine) : IDisposable
{
    private readonly string _here = Directory.CreateTempSubdirectory("engine-cp").FullName;

    public void Dispose() => Directory.Delete(_here, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Files_and_directories_go_in_and_come_out(bool running)
    {
        DockerCli.Require(engine);
        var name = $"e2e-cp-{running}";
        await CreateAsync(name, running, "-v", name + ":/volume");
        Directory.CreateDirectory(Path.Combine(_here, "tree", "sub"));
        await WriteAsync("tree/sub/file", "inside");
        await DockerAsync("cp", Path.Combine(_here, "tree"), name + ":/volume");
        await DockerAsync("cp", Path.Combine(_here, "tree/sub/file"), name + ":/volume/renamed");
        await DockerAsync("cp", Path.Combine(_here, "tree") + "/.", name + ":/tmp");
        await DockerAsync("cp", name + ":/volume", Path.Combine(_here, "back"));
        await DockerAsync("cp", name + ":/tmp/sub/file", Path.Combine(_here, "single"));
        Assert.Equal("inside", await ReadAsync("back/tree/sub/file"));
        Assert.Equal("inside", await ReadAsync("back/renamed"));
        Assert.Equal("inside", await ReadAsync("single"));
        Assert.Equal("inside", await DockerAsync("run", "--rm", "--network", "none", "-v", name + ":/v", "busybox", "cat", "/v/tree/sub/file"));
        await DockerAsync("cp", name + ":/", Path.Combine(_here, "whole"));
        Assert.Equal("inside", await ReadAsync("whole/volume/renamed"));
        Assert.True(File.Exists(Path.Combine(_here, "whole/bin/busybox")));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_here, "whole/proc")));
        Assert.Contains("Could not find the file /nowhere in container " + name, await RefusedAsync("cp", name + ":/nowhere", "-"), StringComparison.Ordinal);
        await DockerAsync("rm", "-f", name);
        await DockerAsync("volume", "rm", name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_only_is_refused_and_owners_are_as_asked(bool running)
    {
        DockerCli.Require(engine);
        var name = $"e2e-cp-ro-{running}";
        await WriteAsync("file", "x");
        var file = Path.Combine(_here, "file");
        await CreateAsync(name, running, "--read-only", "-v", name + ":/locked:ro", "-v", name + "-open:/open", "-u", "user");
        Assert.Contains("container rootfs is marked read-only", await RefusedAsync("cp", file, name + ":/root/"), StringComparison.Ordinal);
        Assert.Contains("mounted volume is marked read-only", await RefusedAsync("cp", file, name + ":/locked/"), StringComparison.Ordinal);
        await DockerAsync("cp", file, name + ":/open/kept");
        await DockerAsync("cp", "-a", file, name + ":/open/given");
        Assert.Equal("0 1000", await DockerAsync("run", "--rm", "--network", "none", "-v", name + "-open:/v", "busybox", "sh", "-c", "echo $(stat -c %u /v/kept /v/given)"));
        await DockerAsync("rm", "-f", name);
        await DockerAsync("volume", "rm", name, name + "-open");
    }

    [Fact]
    public async Task A_container_is_compared_with_its_image_and_exported()
    {
        DockerCli.Require(engine);
        await CreateAsync("e2e-diff", true, "-v", "/mounted");
        await DockerAsync("exec", "e2e-diff", "sh", "-c", "mkdir -p /new/deep; echo x >/new/deep/file; rm /etc/group; echo y >>/etc/passwd; rm -r /root; mkdir /root; echo z >/root/z; echo v >/mounted/v");
        Assert.Equal("C /etc\nD /etc/group\nC /etc/passwd\nA /mounted\nA /new\nA /new/deep\nA /new/deep/file\nC /root\nA /root/z", await DockerAsync("diff", "e2e-diff"));
        var archive = Path.Combine(_here, "exported.tar");
        await DockerAsync("export", "-o", archive, "e2e-diff");
        await DockerAsync("import", archive, "e2e-exported");
        Assert.Equal("x\n/mounted\n0", await DockerAsync("run", "--rm", "--network", "none", "e2e-exported", "/bin/sh", "-c", "PATH=/bin; cat /new/deep/file; find /mounted; ls /etc | grep -c group; true"));
        await DockerAsync("rmi", "e2e-exported");
        await DockerAsync("rm", "-f", "-v", "e2e-diff");
    }

    [Fact]
    public async Task A_link_is_told_with_its_target()
    {
        DockerCli.Require(engine);
        await CreateAsync("e2e-stat", true);
        await DockerAsync("exec", "e2e-stat", "sh", "-c", "ln -s /etc /link; ln -s link /two");
        using var request = new HttpRequestMessage(HttpMethod.Head, "/containers/e2e-stat/archive?path=/two");
        using var answer = await engine.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var status = JsonNode.Parse(Convert.FromBase64String(answer.Headers.GetValues("X-Docker-Container-Path-Stat").Single()))!;
        Assert.Equal(("two", 134218239u, "/etc"), (status["name"]!.GetValue<string>(), status["mode"]!.GetValue<uint>(), status["linkTarget"]!.GetValue<string>()));
        await DockerAsync("rm", "-f", "e2e-stat");
    }

    private async Task CreateAsync(string name, bool running, params string[] options)
    {
        await DockerAsync(["create", "--name", name, "--network", "none", .. options, "busybox", "sleep", "600"]);
        if (running)
        {
            await DockerAsync("start", name);
        }
    }

    private Task WriteAsync(string path, string text) => File.WriteAllTextAsync(Path.Combine(_here, path), text, TestContext.Current.CancellationToken);

    private Task<string> ReadAsync(string path) => File.ReadAllTextAsync(Path.Combine(_here, path), TestContext.Current.CancellationToken);

    private async Task<string> DockerAsync(params string[] arguments) => (await DockerCli.RunAsync(engine, arguments)).Succeeded();

    private async Task<string> RefusedAsync(params string[] arguments)
    {
        var result = await DockerCli.RunAsync(engine, arguments);
        Assert.NotEqual(0, result.ExitCode);
        return result.Error;
    }
}
