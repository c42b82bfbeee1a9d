using System.IO.Compression;

namespace Engine.EndToEnd.Tests;

/// <summary><c>engine-host check</c> finds each kind of inconsistency: the tests plant one at a time, and it must see that one and nothing else.</summary>
public sealed class CheckTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    private static readonly string s_unknown = new('f', 64);

    [Theory]
    [InlineData("containers", "container directory {0}: belongs to no container")]
    [InlineData("containers-layers", "containers-layers/{1}: a writable layer without a container")]
    [InlineData("overlay", "overlay/{1}: a layer that nothing refers to")]
    [InlineData("blobs/sha256", "blobs/sha256/{1}: a blob that nothing refers to")]
    [InlineData("tmp", "tmp/{1}: left by something that was cut off")]
    public async Task A_directory_that_nobody_owns_is_found_and_removed(string parent, string finding)
    {
        Require();
        var planted = Path.Combine(engine.DataRoot, parent, s_unknown);
        await engine.StopAsync();
        Directory.CreateDirectory(planted);
        await RequireRepairAsync(string.Format(finding, planted, s_unknown));
        Assert.False(Directory.Exists(planted));
    }

    [Fact]
    public async Task A_run_directory_without_a_container_is_found_and_removed()
    {
        Require();
        await engine.StopAsync();
        var planted = Path.Combine(engine.ExecRoot, "c", s_unknown[..12]);
        Directory.CreateDirectory(planted);
        await RequireRepairAsync($"run directory {planted}: belongs to no container");
        Assert.False(Directory.Exists(planted));
    }

    [Fact]
    public async Task A_cgroup_without_a_container_is_found_and_removed()
    {
        Require();
        (await DockerCli.RunAsync(engine, "run", "--rm", "--network", "none", "busybox", "true")).Succeeded();
        await engine.StopAsync();
        var parents = Directory.GetDirectories("/sys/fs/cgroup").Prepend("/sys/fs/cgroup").Select(hierarchy => hierarchy + engine.CgroupParent).Where(Directory.Exists);
        var planted = Path.Combine(parents.First(), s_unknown);
        Directory.CreateDirectory(planted);
        await RequireRepairAsync($"cgroup {engine.CgroupParent}/{s_unknown}: belongs to no container");
        Assert.False(Directory.Exists(planted));
    }

    [Fact]
    public async Task A_container_that_the_database_has_forgotten_is_found_and_ended_with_its_monitor()
    {
        Require();
        await engine.StopAsync();
        var database = Path.Combine(engine.DataRoot, "engine.db");
        var before = await File.ReadAllBytesAsync(database, TestContext.Current.CancellationToken);
        await engine.StartAsync();
        var id = await RunAsync("check-forgotten");
        var process = int.Parse(await InspectAsync(id, "{{.State.Pid}}"));
        await engine.StopAsync();
        await File.WriteAllBytesAsync(database, before, TestContext.Current.CancellationToken);
        File.Delete(database + "-wal");
        File.Delete(database + "-shm");
        Assert.True(Directory.Exists($"/proc/{process}"), "the container runs on without the daemon");
        var monitor = HostProcess.Parent(process);
        await RequireRepairAsync(
            $"run directory {engine.ExecRoot}/c/{id[..12]}: belongs to no container",
            $"monitor {monitor}: belongs to no container",
            $"container directory {engine.DataRoot}/containers/{id}: belongs to no container",
            $"containers-layers/{id}: a writable layer without a container");
        await HostProcess.EndAsync(process);
        await HostProcess.EndAsync(monitor);
    }

    [Fact]
    public async Task A_container_that_is_dead_and_recorded_as_running_is_found()
    {
        Require();
        var id = await RunAsync("check-dead");
        var process = int.Parse(await InspectAsync(id, "{{.State.Pid}}"));
        await engine.StopAsync();
        HostProcess.Kill(HostProcess.Parent(process));
        await HostProcess.EndAsync(process);
        await RequireFindingAsync($"{id}: it is recorded as running and process {process} is not its own");
        await engine.StartAsync();
        Assert.Equal("exited 137", await InspectAsync(id, "{{.State.Status}} {{.State.ExitCode}}"));
        await RemoveAsync(id);
    }

    [Theory]
    [InlineData("containers", "its directory {0} is missing")]
    [InlineData("containers-layers", "its writable layer is missing")]
    public async Task A_container_without_its_files_is_found(string parent, string finding)
    {
        Require();
        var id = (await DockerCli.RunAsync(engine, "create", "--network", "none", "busybox", "true")).Succeeded();
        await engine.StopAsync();
        var directory = Path.Combine(engine.DataRoot, parent, id);
        var away = engine.DataRoot + ".away";
        Directory.Move(directory, away);
        try
        {
            await RequireFindingAsync($"{id}: " + string.Format(finding, directory));
        }
        finally
        {
            Directory.Move(away, directory);
            await engine.StartAsync();
            await RemoveAsync(id);
        }
    }

    [Fact]
    public async Task A_mount_in_the_hosts_namespace_is_found()
    {
        Require();
        await engine.StopAsync();
        var target = Directory.CreateDirectory(Path.Combine(engine.DataRoot, "mounted here")).FullName;
        (await CommandResult.RunAsync("mount", ["-t", "tmpfs", "planted", target], null)).Succeeded();
        try
        {
            await RequireFindingAsync($"{target}: it is mounted in the host's namespace");
        }
        finally
        {
            (await CommandResult.RunAsync("umount", [target], null)).Succeeded();
            Directory.Delete(target);
            await engine.StartAsync();
        }
    }

    [Fact]
    public async Task A_missing_layer_is_found_and_unpacked_again()
    {
        Require();
        var overlay = Path.Combine(engine.DataRoot, "overlay");
        var before = Directory.GetDirectories(overlay);

        // What came compressed is kept as it came.
        var archive = Path.Combine(engine.DataRoot, "packed.tar.gz");
        await using (var packed = new GZipStream(File.Create(archive), CompressionLevel.Fastest))
        {
            await (await Busybox.ArchiveAsync()).CopyToAsync(packed, TestContext.Current.CancellationToken);
        }

        (await DockerCli.RunAsync(engine, "import", archive, "packed")).Succeeded();
        File.Delete(archive);
        await engine.StopAsync();
        var layer = Directory.GetDirectories(overlay).Except(before).Single();
        Directory.Delete(layer, recursive: true);
        await RequireRepairAsync($"sha256:{Path.GetFileName(layer)}: the unpacked layer is missing");
        Assert.Equal("back", (await DockerCli.RunAsync(engine, "run", "--rm", "--network", "none", "packed", "/bin/echo", "back")).Succeeded());
        (await DockerCli.RunAsync(engine, "rmi", "packed")).Succeeded();
    }

    [Fact]
    public async Task A_damaged_blob_is_found_when_its_content_is_read()
    {
        Require();
        await engine.StopAsync();
        var blob = Directory.GetFiles(Path.Combine(engine.DataRoot, "blobs", "sha256")).MaxBy(file => new FileInfo(file).Length)!;
        await FlipAsync(blob);
        var check = await engine.CheckAsync("--deep");
        await FlipAsync(blob);
        await engine.StartAsync();
        Assert.Equal(1, check.ExitCode);
        Assert.StartsWith($"sha256:{Path.GetFileName(blob)}: the blob's content is that of sha256:", check.Output, StringComparison.Ordinal);
    }

    private static async Task FlipAsync(string file)
    {
        await using var stream = File.Open(file, FileMode.Open);
        stream.Position = stream.Length / 2;
        var before = stream.ReadByte();
        stream.Position--;
        stream.WriteByte((byte)~before);
    }

    private void Require() => DockerCli.Require(engine);

    /// <summary>The check finds exactly this, and nothing any more after a repair; then the daemon starts again.</summary>
    private async Task RequireRepairAsync(params string[] findings)
    {
        await RequireFindingAsync(findings);
        var repair = await engine.CheckAsync("--repair");
        Assert.Equal([.. findings.Select(finding => finding + " (repaired)").Order(), "consistent"], Lines(repair));
        Assert.Equal(0, repair.ExitCode);
        Assert.Equal("consistent", (await engine.CheckAsync("--deep")).Succeeded());
        await engine.StartAsync();
    }

    private async Task RequireFindingAsync(params string[] findings)
    {
        var check = await engine.CheckAsync();
        Assert.Equal([.. findings.Order(), $"{findings.Length} problems"], Lines(check));
        Assert.Equal(1, check.ExitCode);
    }

    // The last line is the verdict.
    private static string[] Lines(CommandResult check)
    {
        var lines = check.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines[..^1].Order(), lines[^1]];
    }

    private async Task<string> RunAsync(string name) =>
        (await DockerCli.RunAsync(engine, "run", "-d", "--name", name, "--network", "none", "busybox", "sleep", "600")).Succeeded();

    private async Task<string> InspectAsync(string id, string format) => (await DockerCli.RunAsync(engine, "inspect", "-f", format, id)).Succeeded();

    private async Task RemoveAsync(string id) => (await DockerCli.RunAsync(engine, "rm", "-f", id)).Succeeded();
}
