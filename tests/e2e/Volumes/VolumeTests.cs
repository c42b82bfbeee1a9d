using System.Net;
using System.Text.Json.Nodes;

namespace Engine.EndToEnd.Tests;

/// <summary>Volumes and mounts by the docker client.</summary>
[Collection(EngineCollection.Name)]
public sealed class VolumeTests(PrivateEngine engine)
{
    [Fact]
    public async Task Data_outlives_containers_and_is_protected_while_one_has_it()
    {
        DockerCli.Require(engine);
        Assert.Equal("e2e-data", await DockerAsync("volume", "create", "--label", "tier=db", "e2e-data"));
        Assert.Equal("e2e-data", await DockerAsync("volume", "create", "e2e-data"));
        await ShellAsync(["-v", "e2e-data:/data"], "echo kept >/data/file");
        Assert.Equal("kept", await ShellAsync(["-v", "e2e-data:/elsewhere:ro"], "cat /elsewhere/file; ! touch /elsewhere/x 2>/dev/null"));
        var id = await DockerAsync("create", "--network", "none", "-v", "e2e-data:/data", "busybox", "true");
        var refused = await DockerCli.RunAsync(engine, "volume", "rm", "e2e-data");
        Assert.Contains($"remove e2e-data: volume is in use - [{id}]", refused.Error, StringComparison.Ordinal);
        Assert.Equal("e2e-data", await DockerAsync("volume", "ls", "-q", "--filter", "label=tier=db"));
        Assert.DoesNotContain("e2e-data", await DockerAsync("volume", "ls", "-q", "--filter", "dangling=true"), StringComparison.Ordinal);
        Assert.Equal("local db", await DockerAsync("volume", "inspect", "-f", "{{.Driver}} {{.Labels.tier}}", "e2e-data"));
        Assert.Equal("""[{"Type":"volume","Name":"e2e-data","Destination":"/data","Driver":"local","Mode":"z","RW":true,"Propagation":""}]""", await MountsAsync(id));
        await DockerAsync("rm", "-v", id);
        Assert.Equal("e2e-data", await DockerAsync("volume", "rm", "e2e-data"));
        Assert.Contains("get e2e-data: no such volume", (await DockerCli.RunAsync(engine, "volume", "inspect", "e2e-data")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anonymous_volumes_go_with_their_container_and_named_ones_stay()
    {
        DockerCli.Require(engine);
        var id = await DockerAsync("run", "-d", "--network", "none", "-v", "/anonymous", "-v", "e2e-stays:/named", "busybox", "sleep", "600");
        var anonymous = await DockerAsync("inspect", "-f", "{{range .Mounts}}{{if eq .Destination \"/anonymous\"}}{{.Name}}{{end}}{{end}}", id);
        Assert.Equal("map[com.docker.volume.anonymous:]", await DockerAsync("volume", "inspect", "-f", "{{.Labels}}", anonymous));
        var other = await DockerAsync("create", "--network", "none", "--volumes-from", id + ":ro", "busybox", "touch", "/anonymous/x");
        await DockerAsync("rm", "-f", "-v", id);
        Assert.Contains(anonymous, await DockerAsync("volume", "ls", "-q"), StringComparison.Ordinal);
        Assert.NotEqual(0, (await DockerCli.RunAsync(engine, "start", "-a", other)).ExitCode);
        await DockerAsync("rm", "-v", other);
        await ShellAsync(["-v", "/gone"], "touch /gone/x");
        var (status, text) = await new ContainerApi(engine).SendAsync(HttpMethod.Post, "/volumes/prune?filters=" + Uri.EscapeDataString("""{"label!":["other"]}"""));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(anonymous, JsonNode.Parse(text)!["VolumesDeleted"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Contains("e2e-stays", await DockerAsync("volume", "ls", "-q"), StringComparison.Ordinal);
        await DockerAsync("volume", "rm", "e2e-stays");
    }

    [Fact]
    public async Task A_new_volume_has_what_the_image_has_at_its_place_and_an_old_one_what_it_had()
    {
        DockerCli.Require(engine);
        const string List = "stat -c '%n %a %u:%g %y %F' /etc /etc/*";
        var image = await ShellAsync([], List);
        var network = new[] { "resolv.conf", "hostname", "hosts" };
        string Own(string listing) => string.Join('\n', listing.Split('\n').Where(line => !network.Any(name => line.StartsWith("/etc/" + name, StringComparison.Ordinal)) && !line.StartsWith("/etc ", StringComparison.Ordinal)));
        Assert.Equal(Own(image), Own(await ShellAsync(["-v", "e2e-copy:/etc"], List)));
        await ShellAsync(["-v", "e2e-copy:/etc"], "rm /etc/passwd");
        Assert.DoesNotContain("/etc/passwd", await ShellAsync(["-v", "e2e-copy:/etc"], List), StringComparison.Ordinal);
        Assert.DoesNotContain("/x/passwd", await ShellAsync(["--mount", "type=volume,src=e2e-nocopy,dst=/etc,volume-nocopy"], "ls /etc"), StringComparison.Ordinal);
        await DockerAsync("volume", "rm", "e2e-copy", "e2e-nocopy");
    }

    [Fact]
    public async Task A_part_of_a_volume_is_mounted_and_nothing_outside_of_it()
    {
        DockerCli.Require(engine);
        await ShellAsync(["-v", "e2e-parts:/data"], "mkdir -p /data/a/b; echo inside >/data/a/b/file; ln -s /etc /data/out; ln -s ../../../.. /data/up; ln -s a/b /data/in");
        string Part(string path) => $"type=volume,src=e2e-parts,dst=/part,volume-subpath={path}";
        Assert.Equal("inside", await ShellAsync(["--mount", Part("a/b")], "cat /part/file"));
        Assert.Equal("inside", await ShellAsync(["--mount", Part("in")], "cat /part/file"));
        Assert.Equal("a in out up", await ShellAsync(["--mount", Part("up")], "echo $(ls /part)"));
        Assert.Contains("cannot access path", await RefusedAsync("--mount", Part("out")), StringComparison.Ordinal);
        Assert.Contains("cannot access path", await RefusedAsync("--mount", Part("missing")), StringComparison.Ordinal);
        Assert.Contains("subpath must be a relative path within the volume", await RefusedAsync("--mount", Part("../x")), StringComparison.Ordinal);
        await DockerAsync("volume", "rm", "e2e-parts");
    }

    [Fact]
    public async Task A_volume_can_be_a_file_system_or_a_directory_of_the_host()
    {
        DockerCli.Require(engine);
        var directory = Directory.CreateTempSubdirectory("engine-bind").FullName;
        await DockerAsync("volume", "create", "-o", "type=tmpfs", "-o", "device=tmpfs", "-o", "o=size=2m,uid=1000", "e2e-memory");
        await DockerAsync("volume", "create", "-o", "type=none", "-o", "device=" + directory, "-o", "o=bind", "e2e-bound");
        Assert.Equal("tmpfs 2048 1000", await ShellAsync(["-v", "e2e-memory:/m"], "echo $(df -kT /m | awk 'NR>1 {print $2, $3}') $(stat -c %u /m)"));
        await ShellAsync(["-v", "e2e-bound:/b"], "echo there >/b/file");
        Assert.Equal("there\n", await File.ReadAllTextAsync(Path.Combine(directory, "file"), TestContext.Current.CancellationToken));
        Directory.Delete(directory, recursive: true);
        Assert.Contains("error while mounting volume", await RefusedAsync("-v", "e2e-bound:/b"), StringComparison.Ordinal);
        Assert.DoesNotContain("e2e-memory", await File.ReadAllTextAsync("/proc/self/mountinfo", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await DockerAsync("volume", "rm", "e2e-memory", "e2e-bound");
    }

    [Fact]
    public async Task Every_type_of_mount_is_what_it_says()
    {
        DockerCli.Require(engine);
        var directory = Directory.CreateTempSubdirectory("engine-bind").FullName;
        Assert.Equal("busybox 1 3072 700", await ShellAsync(
            [
                "--mount", "type=image,src=busybox,dst=/image",
                "--mount", $"type=bind,src={directory},dst=/bound,readonly",
                "--mount", "type=tmpfs,dst=/memory,tmpfs-size=3m,tmpfs-mode=0700",
            ],
            "ls /image/bin/busybox | sed s,.*/,,; touch /image/x /bound/x 2>/dev/null; echo $?; df -k /memory | awk 'NR>1 {print $2}'; stat -c %a /memory", joined: true));
        var (status, text) = await new ContainerApi(engine).SendAsync(
            HttpMethod.Post,
            "/containers/create?name=e2e-tmpfs",
            """{"Image":"busybox","Cmd":["awk","$2 == \"/m\" {print $4}","/proc/mounts"],"HostConfig":{"NetworkMode":"none","Mounts":[{"Type":"tmpfs","Target":"/m","TmpfsOptions":{"Options":[["exec"],["nr_inodes","77"]]}}]}}""");
        Assert.True(status == HttpStatusCode.Created, text);
        var options = (await DockerAsync("start", "-a", "e2e-tmpfs")).Split(',');
        Assert.Contains("nr_inodes=77", options);
        Assert.Contains("nosuid", options);
        Assert.DoesNotContain("noexec", options);
        await DockerAsync("rm", "e2e-tmpfs");
        Assert.Contains("bind source path does not exist: /nowhere", await RefusedAsync("--mount", "type=bind,src=/nowhere,dst=/x"), StringComparison.Ordinal);
        Assert.Contains("invalid mode: ro,foo", await RefusedAsync("-v", "e2e-x:/x:ro,foo"), StringComparison.Ordinal);
        Assert.Contains("is supported only for overlay over xfs", await RefusedAsync("--storage-opt", "size=1G"), StringComparison.Ordinal);
        Directory.Delete(directory);
    }

    [Fact]
    public async Task Usage_is_told_and_events_too()
    {
        DockerCli.Require(engine);
        var since = DockerCli.Now();
        await ShellAsync(["-v", "e2e-used:/data"], "head -c 5000 /dev/zero >/data/f; ln /data/f /data/g");
        var id = await DockerAsync("create", "--network", "none", "-v", "e2e-used:/data", "busybox", "true");
        var (_, text) = await new ContainerApi(engine).SendAsync(HttpMethod.Get, "/system/df?type=volume");
        var usage = JsonNode.Parse(text)!["Volumes"]!.AsArray().Single(volume => volume!["Name"]!.GetValue<string>() == "e2e-used")!["UsageData"]!;
        Assert.Equal("""{"RefCount":1,"Size":5000}""", usage.ToJsonString());
        await DockerAsync("rm", id);
        await DockerAsync("volume", "rm", "e2e-used");
        var events = await DockerAsync(
            "events", "--since", since, "--until", DockerCli.Now(), "--filter", "type=volume", "--filter", "volume=e2e-used", "--format", "{{.Action}} {{.Actor.Attributes.destination}}");
        Assert.Equal("create <no value>\nmount /data\nunmount <no value>\ndestroy <no value>", events);
    }

    private async Task<string> DockerAsync(params string[] arguments) => (await DockerCli.RunAsync(engine, arguments)).Succeeded();

    private async Task<string> ShellAsync(string[] options, string script, bool joined = false)
    {
        var output = await DockerAsync(["run", "--rm", "--network", "none", .. options, "busybox", "sh", "-c", script]);
        return joined ? output.Replace('\n', ' ') : output;
    }

    private async Task<string> RefusedAsync(params string[] options)
    {
        var result = await DockerCli.RunAsync(engine, ["run", "--rm", "--network", "none", .. options, "busybox", "true"]);
        Assert.NotEqual(0, result.ExitCode);
        return result.Error;
    }

    private async Task<string> MountsAsync(string id)
    {
        var mounts = JsonNode.Parse(await DockerAsync("inspect", "-f", "{{json .Mounts}}", id))!;
        foreach (var mount in mounts.AsArray())
        {
            mount!.AsObject().Remove("Source");
        }

        return mounts.ToJsonString();
    }
}
