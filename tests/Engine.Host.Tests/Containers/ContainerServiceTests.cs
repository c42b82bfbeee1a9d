using Engine.Host.Containers;
using Engine.Host.Errors;
using Engine.Host.Events;
using Engine.Oci.Monitor;

namespace Engine.Host.Tests.Containers;

public sealed class ContainerServiceTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ServiceFixture fixture = new();

    private ContainerService Service => fixture.Service;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task Two_creates_of_one_name_make_one_container()
    {
        string id = await fixture.CreateAsync("web");
        var error = await Assert.ThrowsAsync<ConflictException>(() => fixture.CreateAsync("web"));
        Assert.Equal(ErrorCode.ContainerNameInUse, error.Code);
        Assert.Equal(
            $"Conflict. The container name \"/web\" is already in use by container \"{id}\". You have to remove (or rename) that container to be able to reuse that name.",
            error.Message);
        Assert.Single(fixture.Rows);
        Assert.Single(Directory.GetDirectories(Path.Combine(fixture.Root, "data", "containers")));
    }

    [Fact]
    public async Task A_failed_create_gives_the_name_back()
    {
        await Assert.ThrowsAsync<NotFoundException>(() => fixture.CreateAsync("web", c => c with { Image = "nope" }));
        await Assert.ThrowsAsync<InvalidArgumentException>(() => fixture.CreateAsync("web", c => c with { ExtraHosts = ["x:nowhere"] }));
        await fixture.CreateAsync("web");
    }

    [Fact]
    public async Task A_container_is_found_by_id_name_and_prefix()
    {
        string id = await fixture.CreateAsync("web");
        foreach (string reference in new[] { id, "web", "/web", id[..12] })
        {
            Assert.Equal(id, Service.Get(reference).Id);
        }

        Assert.Equal("No such container: we", Assert.Throws<NotFoundException>(() => Service.Get("we")).Message);
    }

    [Fact]
    public async Task A_run_is_recorded_from_start_to_exit()
    {
        string id = await fixture.CreateAsync();
        Task<WaitResult> next = Service.WaitAsync(id, WaitCondition.NextExit, Token);
        await Service.StartAsync(id, Token);
        Assert.Equal((ContainerStatus.Running, 4242), (Service.Get(id).State.Status, Service.Get(id).State.Pid));
        Assert.Equal(ContainerStatus.Running, fixture.Rows[id].State.Status);
        await fixture.MonitorOf(id).ExitAsync(3);
        Assert.Equal(3, (await next.WaitAsync(Patience, Token)).ExitCode);
        Assert.Equal((ContainerStatus.Exited, 3, 0), (Service.Get(id).State.Status, Service.Get(id).State.ExitCode, Service.Get(id).State.Pid));
        Assert.Equal(3, fixture.Rows[id].State.ExitCode);
    }

    [Fact]
    public async Task A_command_that_does_not_exist_leaves_a_created_container_with_status_127()
    {
        string id = await fixture.CreateAsync();
        fixture.Monitors.StartFailure = new FailedReply { Kind = FailureKind.CommandNotFound, Message = "exec: \"nope\": executable file not found in $PATH" };
        var error = await Assert.ThrowsAsync<EngineException>(() => Service.StartAsync(id, Token));
        Assert.Equal((EngineErrorKind.InvalidArgument, ErrorCode.CommandNotFound), (error.Kind, error.Code));
        Assert.EndsWith("OCI runtime create failed: unable to start container process: exec: \"nope\": executable file not found in $PATH", error.Message);
        Assert.Equal((ContainerStatus.Created, 127), (Service.Get(id).State.Status, Service.Get(id).State.ExitCode));
        fixture.Monitors.StartFailure = null;
        await Service.StartAsync(id, Token);
    }

    [Fact]
    public async Task Stop_kills_what_does_not_listen()
    {
        string id = await fixture.CreateAsync();
        await Service.StartAsync(id, Token);
        fixture.MonitorOf(id).Deadly.Remove(15);
        await Service.StopAsync(id, TimeSpan.FromMilliseconds(50), null, Token);
        Assert.Equal([15, 9], fixture.MonitorOf(id).SignalsReceived);
        Assert.Equal(137, Service.Get(id).State.ExitCode);
        await Assert.ThrowsAsync<NotModifiedException>(() => Service.StopAsync(id, null, null, Token));
    }

    [Fact]
    public async Task A_running_container_is_removed_by_force_only()
    {
        string id = await fixture.CreateAsync("web");
        await Service.StartAsync(id, Token);
        var error = await Assert.ThrowsAsync<ConflictException>(() => Service.RemoveAsync("web", force: false, removeVolumes: false, Token));
        Assert.Equal("cannot remove container \"web\": container is running: stop the container before removing or force remove", error.Message);
        await Service.RemoveAsync("web", force: true, removeVolumes: true, Token);
        Assert.Empty(fixture.Rows);
        Assert.Empty(Directory.GetDirectories(Path.Combine(fixture.Root, "data", "containers")));
        Assert.Empty(Directory.GetDirectories(Path.Combine(fixture.Root, "run", "c")));
        await fixture.CreateAsync("web");
    }

    [Fact]
    public async Task Auto_removal_ends_with_the_container_gone_and_waiters_told()
    {
        string id = await fixture.CreateAsync(change: c => c with { AutoRemove = true });
        Task<WaitResult> removed = Service.WaitAsync(id, WaitCondition.Removed, Token);
        await Service.StartAsync(id, Token);
        await fixture.MonitorOf(id).ExitAsync(5);
        Assert.Equal(5, (await removed.WaitAsync(Patience, Token)).ExitCode);
        Assert.Empty(Service.List(ContainerFilter.Everything));
    }

    [Fact]
    public async Task On_failure_restarts_until_its_maximum()
    {
        string id = await fixture.CreateAsync(change: c => c with { RestartPolicy = new RestartPolicy("on-failure", 2) });
        Task<WaitResult> end = Service.WaitAsync(id, WaitCondition.NextExit, Token);
        await Service.StartAsync(id, Token);
        for (int run = 0; run < 3; run++)
        {
            await UntilAsync(() => Service.Get(id).State.Status == ContainerStatus.Running && Service.Get(id).RestartCount == run);
            await fixture.MonitorOf(id).ExitAsync(1);
        }

        Assert.Equal(1, (await end.WaitAsync(Patience, Token)).ExitCode);
        Assert.Equal((ContainerStatus.Exited, 2), (Service.Get(id).State.Status, Service.Get(id).RestartCount));
    }

    [Fact]
    public async Task A_killed_monitor_is_recorded_as_status_137()
    {
        string id = await fixture.CreateAsync();
        await Service.StartAsync(id, Token);
        Task<WaitResult> end = Service.WaitAsync(id, WaitCondition.NotRunning, Token);
        fixture.MonitorOf(id).Vanish();
        Assert.Equal(137, (await end.WaitAsync(Patience, Token)).ExitCode);
    }

    [Fact]
    public async Task A_restarted_host_finds_what_runs_and_how_the_others_ended()
    {
        string running = await fixture.CreateAsync("running");
        string ended = await fixture.CreateAsync("ended");
        string killed = await fixture.CreateAsync("killed");
        string created = await fixture.CreateAsync("created");
        foreach (string id in new[] { running, ended, killed })
        {
            await Service.StartAsync(id, Token);
        }

        FakeMonitorLauncher.FakeMonitor ending = fixture.MonitorOf(ended);
        FakeMonitorLauncher.FakeMonitor dying = fixture.MonitorOf(killed);
        Service.Dispose();
        await ending.ExitAsync(42);
        dying.Vanish();
        await fixture.RestartAsync();
        Assert.Equal((ContainerStatus.Running, 4242), (Service.Get(running).State.Status, Service.Get(running).State.Pid));
        Assert.Equal((ContainerStatus.Exited, 42), (Service.Get(ended).State.Status, Service.Get(ended).State.ExitCode));
        Assert.Equal((ContainerStatus.Exited, 137), (Service.Get(killed).State.Status, Service.Get(killed).State.ExitCode));
        Assert.Equal(ContainerStatus.Created, Service.Get(created).State.Status);
        await Service.StopAsync(running, null, null, Token);
        Assert.Equal(143, Service.Get(running).State.ExitCode);
    }

    [Fact]
    public async Task A_restarted_host_removes_directories_that_belong_to_no_container()
    {
        string stray = Path.Combine(fixture.Root, "data", "containers", ContainerId.New());
        Directory.CreateDirectory(stray);
        await fixture.RestartAsync();
        Assert.False(Directory.Exists(stray));
    }

    [Theory]
    [InlineData("always", true)]
    [InlineData("unless-stopped", false)]
    [InlineData("no", false)]
    public async Task A_stopped_container_starts_with_the_host_when_its_policy_says(string policy, bool starts)
    {
        string id = await fixture.CreateAsync(change: c => c with { RestartPolicy = new RestartPolicy(policy) });
        await Service.StartAsync(id, Token);
        await Service.StopAsync(id, null, null, Token);
        await fixture.RestartAsync();
        Assert.Equal(starts ? ContainerStatus.Running : ContainerStatus.Exited, Service.Get(id).State.Status);
    }

    [Fact]
    public async Task Events_come_in_dockers_order()
    {
        var seen = new List<string>();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        IAsyncEnumerable<EngineEvent> events = fixture.Events.SubscribeAsync(new EventFilter(), null, null, cancellation.Token);
        string id = await fixture.CreateAsync("web");
        await Service.StartAsync(id, Token);
        await Service.StopAsync(id, null, null, Token);
        await Service.RemoveAsync(id, force: false, removeVolumes: false, Token);
        await foreach (EngineEvent engineEvent in events)
        {
            Assert.Equal("web", engineEvent.Attributes["name"]);
            seen.Add(engineEvent.Action);
            if (engineEvent.Action == "destroy")
            {
                break;
            }
        }

        Assert.Equal(["create", "start", "kill", "die", "stop", "destroy"], seen);
    }

    [Fact]
    public async Task A_list_is_filtered_and_newest_first()
    {
        string first = await fixture.CreateAsync("first", c => c with { Labels = new Dictionary<string, string> { ["a"] = "1" } });
        string second = await fixture.CreateAsync("second");
        await Service.StartAsync(second, Token);
        Assert.Equal([second], Service.List(new ContainerFilter()).Select(c => c.Id));
        Assert.Equal([second, first], Service.List(ContainerFilter.Everything).Select(c => c.Id));
        Assert.Equal([first], ListWith("label", "a=1"));
        Assert.Equal([first], ListWith("status", "created"));
        Assert.Equal([second], ListWith("name", "seco"));
        Assert.Equal("invalid filter 'foo'", Assert.Throws<InvalidArgumentException>(() => ListWith("foo", "x")).Message);
    }

    private IEnumerable<string> ListWith(string key, string value) =>
        Service.List(new ContainerFilter { All = true, Terms = new Dictionary<string, IReadOnlyList<string>> { [key] = [value] } }).Select(c => c.Id);

    private static async Task UntilAsync(Func<bool> condition)
    {
        DateTime deadline = DateTime.UtcNow + Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < deadline, "nothing happened in time");
            await Task.Delay(2, Token);
        }
    }
}
