using System.Net;
using System.Text.Json.Nodes;

namespace Engine.EndToEnd.Tests;

/// <summary>Requests for containers that cannot be served: Docker's status and words, and nothing half-made.</summary>
public sealed class BadContainerTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    private const string CreateFailed = "failed to create task for container: OCI runtime create failed: unable to start container process: ";

    [Theory]
    [InlineData("no/such:image", HttpStatusCode.NotFound, "No such image: no/such:image")]
    [InlineData("UPPER", HttpStatusCode.BadRequest, "invalid reference format: repository name (library/UPPER) must be lowercase")]
    [InlineData("bad reference", HttpStatusCode.BadRequest, "invalid reference format")]
    [InlineData("busybox@sha256:12", HttpStatusCode.BadRequest, "invalid reference format")]
    [InlineData("sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", HttpStatusCode.NotFound, "No such image: sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public async Task An_image_that_cannot_be_had(string image, HttpStatusCode status, string message)
    {
        var api = Api();
        var creation = JsonNode.Parse(ContainerApi.Creation("true"))!;
        creation["Image"] = image;
        Assert.Equal((status, message), Failure(await api.SendAsync(HttpMethod.Post, "/containers/create", creation.ToJsonString())));
        Assert.Empty(await api.ListAsync());
    }

    [Theory]
    [InlineData("nope", 127, CreateFailed + "exec: \"nope\": executable file not found in $PATH")]
    [InlineData("/no/such", 127, CreateFailed + "exec: \"/no/such\": stat /no/such: no such file or directory")]
    [InlineData("/etc/passwd", 126, CreateFailed + "exec: \"/etc/passwd\": permission denied")]
    [InlineData("/etc", 126, CreateFailed + "exec: \"/etc\": is a directory")]
    public async Task A_program_that_cannot_be_executed(string program, int exitCode, string message)
    {
        var api = Api();
        var id = await CreateAsync(api, creation => creation["Cmd"] = new JsonArray(program));
        Assert.Equal((HttpStatusCode.BadRequest, message), Failure(await api.SendAsync(HttpMethod.Post, $"/containers/{id}/start")));
        var state = (await api.InspectAsync(id))["State"]!;
        Assert.Equal(("created", exitCode, message), (state["Status"]!.GetValue<string>(), state["ExitCode"]!.GetValue<int>(), state["Error"]!.GetValue<string>()));
        await api.RemoveAsync(id);
        await engine.RequireConsistentAsync();
    }

    [Theory]
    [InlineData("nope", 127, "OCI runtime exec failed: exec failed: unable to start container process: exec: \"nope\": executable file not found in $PATH")]
    [InlineData("/etc/passwd", 126, "OCI runtime exec failed: exec failed: unable to start container process: exec: \"/etc/passwd\": permission denied")]
    public async Task A_program_that_cannot_be_executed_in_a_running_container(string program, int exitCode, string message)
    {
        var api = Api();
        var id = await api.RunAsync("sleep 600");
        var exec = JsonNode.Parse((await api.SendAsync(HttpMethod.Post, $"/containers/{id}/exec", $$"""{"Cmd":["{{program}}"]}""")).Text)!["Id"]!.GetValue<string>();
        Assert.Equal((HttpStatusCode.BadRequest, message), Failure(await api.SendAsync(HttpMethod.Post, $"/exec/{exec}/start", """{"Detach":true}""")));
        Assert.Equal(exitCode, (await api.InspectExecAsync(exec))["ExitCode"]!.GetValue<int>());
        await api.RemoveAsync(id);
        await engine.RequireConsistentAsync();
    }

    [Theory]
    [InlineData("Devices", """[{"PathOnHost":"/dev/nope","PathInContainer":"/dev/nope","CgroupPermissions":"rwm"}]""", "error gathering device information while adding custom device \"/dev/nope\": no such file or directory")]
    [InlineData("Binds", """["/etc/hostname:/etc/passwd/below"]""", "mount /etc/hostname at /etc/passwd/below: ENOTDIR")]
    public async Task A_start_that_fails_removes_a_container_that_is_to_be_removed(string key, string value, string message)
    {
        var api = Api();
        var id = await CreateAsync(api, creation =>
        {
            creation["HostConfig"]!["AutoRemove"] = true;
            creation["HostConfig"]![key] = JsonNode.Parse(value);
        });

        // A client of «docker run --rm» waits for this answer.
        var removal = api.SendAsync(HttpMethod.Post, $"/containers/{id}/wait?condition=removed");
        var (status, text) = Failure(await api.SendAsync(HttpMethod.Post, $"/containers/{id}/start"));
        Assert.Contains(message, text, StringComparison.Ordinal);
        Assert.InRange((int)status, 400, 500);
        await removal.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Empty(await api.ListAsync());
        await engine.RequireConsistentAsync();
    }

    [Fact]
    public async Task A_network_that_does_not_exist_is_not_taken_for_a_missing_image()
    {
        DockerCli.Require(engine);
        var result = await DockerCli.RunAsync(engine, "run", "--rm", "--network", "nope", "busybox", "true");
        Assert.Equal(125, result.ExitCode);
        Assert.Contains("network nope not found", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("pull", result.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("CapAdd", """["NOPE"]""", "invalid CapAdd: unknown capability: \"CAP_NOPE\"")]
    [InlineData("CapDrop", """["cap_nope"]""", "invalid CapDrop: unknown capability: \"CAP_NOPE\"")]
    [InlineData("Memory", "1", "Minimum memory limit allowed is 6MB")]
    [InlineData("RestartPolicy", """{"Name":"nope"}""", "invalid restart policy: unknown policy 'nope'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'")]
    [InlineData("Ulimits", """[{"Name":"nope","Soft":1,"Hard":1}]""", "invalid ulimit type: nope")]
    public async Task An_option_that_cannot_be(string key, string value, string message)
    {
        var api = Api();
        var creation = JsonNode.Parse(ContainerApi.Creation("true"))!;
        creation["HostConfig"]![key] = JsonNode.Parse(value);
        Assert.Equal((HttpStatusCode.BadRequest, message), Failure(await api.SendAsync(HttpMethod.Post, "/containers/create", creation.ToJsonString())));
        Assert.Empty(await api.ListAsync());
    }

    [Fact]
    public async Task A_limit_that_no_kernel_has_any_more_is_told_and_changes_nothing()
    {
        var api = Api();
        var id = await api.RunAsync("sleep 600");
        var before = (await api.InspectAsync(id))["HostConfig"]!.ToJsonString();
        var (status, text) = await api.SendAsync(HttpMethod.Post, $"/containers/{id}/update", """{"KernelMemory":50000000}""");
        var after = (await api.InspectAsync(id))["HostConfig"]!.ToJsonString();
        await api.RemoveAsync(id);
        Assert.Equal((HttpStatusCode.OK, """{"Warnings":["Limits of kernel memory are not supported. Limitation discarded."]}"""), (status, text.Trim()));
        Assert.Equal(before, after);
    }

    [Theory]
    [InlineData("""{"Memory":1}""", "Minimum memory limit allowed is 6MB")]
    [InlineData("""{"RestartPolicy":{"Name":"nope"}}""", "invalid restart policy: unknown policy 'nope'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'")]
    [InlineData("""{"CpusetCpus":"7777"}""", "Requested CPUs are not available - requested 7777, available: ")]
    [InlineData("""{"BlkioWeight":5}""", "Range of blkio weight is from 10 to 1000")]
    public async Task A_limit_that_cannot_be_is_not_set(string update, string message)
    {
        var api = Api();
        var id = await api.RunAsync("sleep 600");
        var before = (await api.InspectAsync(id))["HostConfig"]!.ToJsonString();
        var (status, text) = Failure(await api.SendAsync(HttpMethod.Post, $"/containers/{id}/update", update));
        var after = (await api.InspectAsync(id))["HostConfig"]!.ToJsonString();
        await api.RemoveAsync(id);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith(message, text, StringComparison.Ordinal);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task One_name_is_given_once()
    {
        var api = Api();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.SendAsync(HttpMethod.Post, "/containers/create?name=twin", ContainerApi.Creation("true"))));
        var (_, created) = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        var id = JsonNode.Parse(created)!["Id"]!.GetValue<string>();
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => Assert.Equal(
            (HttpStatusCode.Conflict, $"Conflict. The container name \"/twin\" is already in use by container \"{id}\". You have to remove (or rename) that container to be able to reuse that name."),
            Failure(answer)));
        Assert.Equal([id], await api.ListAsync());
        await api.RemoveAsync(id);
        await engine.RequireConsistentAsync();
    }

    [Fact]
    public async Task A_running_container_is_removed_by_force_only()
    {
        var api = Api();
        var id = await api.CreateAsync("sleep 600", "busy");
        await api.StartAsync(id);
        Assert.Equal(
            (HttpStatusCode.Conflict, "cannot remove container \"busy\": container is running: stop the container before removing or force remove"),
            Failure(await api.SendAsync(HttpMethod.Delete, $"/containers/{id}")));
        Assert.True(HostProcess.Lives(await api.PidAsync(id)));
        await api.RemoveAsync(id);
        await engine.RequireConsistentAsync();
    }

    private static (HttpStatusCode Status, string Message) Failure((HttpStatusCode Status, string Text) answer) =>
        (answer.Status, JsonNode.Parse(answer.Text)!["message"]!.GetValue<string>());

    private static async Task<string> CreateAsync(ContainerApi api, Action<JsonNode> change)
    {
        var creation = JsonNode.Parse(ContainerApi.Creation("true"))!;
        change(creation);
        var (status, text) = await api.SendAsync(HttpMethod.Post, "/containers/create", creation.ToJsonString());
        Assert.True(status == HttpStatusCode.Created, text);
        return JsonNode.Parse(text)!["Id"]!.GetValue<string>();
    }

    private ContainerApi Api()
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        return new ContainerApi(engine);
    }
}
