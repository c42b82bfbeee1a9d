using System.Diagnostics;
using System.Text;
using Engine.Host.Containers;
using Engine.Host.Containers.Execs;
using Engine.Host.Containers.Sessions;
using Engine.Host.Errors;

namespace Engine.Host.Tests.Containers;

/// <summary>Real containers of a busybox image through store, monitor and runtime.</summary>
public sealed class RealContainerTests(ITestOutputHelper output) : IAsyncLifetime
{
    private RealEngine engine = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => engine = await RealEngine.StartAsync();

    public ValueTask DisposeAsync() => engine is null ? ValueTask.CompletedTask : engine.DisposeAsync();

    [Fact]
    public async Task A_program_runs_and_its_output_and_status_are_kept() =>
        Assert.Equal((3, "hello\n"), await engine.RunAsync(null, "sh", "-c", "echo hello; exit 3"));

    [Fact]
    public async Task Hostname_user_directory_and_environment_are_as_asked()
    {
        (int exitCode, string log) = await engine.RunAsync(
            c => c with { Hostname = "host1", User = "user", WorkingDirectory = "/tmp", Environment = ["A=b"] },
            "sh", "-c", "cat /proc/sys/kernel/hostname /etc/hostname; id -u; pwd; echo $A");
        Assert.Equal((0, "host1\nhost1\n1000\n/tmp\nb\n"), (exitCode, log));
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_told_at_start()
    {
        string id = await engine.CreateAsync(null, "nope");
        var error = await Assert.ThrowsAnyAsync<EngineException>(() => engine.Service.StartAsync(id, Token));
        Assert.Equal(ErrorCode.CommandNotFound, error.Code);
        Assert.Contains("exec: \"nope\": executable file not found in $PATH", error.Message);
        Assert.Equal(127, engine.Service.Get(id).State.ExitCode);
    }

    [Fact]
    public async Task A_client_that_attached_before_the_start_gets_everything_and_can_write()
    {
        string id = await engine.CreateAsync(c => c with { OpenStdin = true, StdinOnce = true }, "cat");
        await using IContainerSession session = await engine.Service.AttachAsync(id, new AttachOptions { Stdin = true, Stdout = true, Stderr = true }, Token);
        await engine.Service.StartAsync(id, Token);
        await session.WriteStdinAsync(Encoding.UTF8.GetBytes("echoed\n"), Token);
        await session.CloseStdinAsync(Token);
        Assert.Equal("echoed\n", await RealEngine.ReadToEndAsync(session));
        Assert.Equal(0, session.Exit!.ExitCode);
    }

    [Fact]
    public async Task A_terminal_has_the_size_it_was_given()
    {
        string id = await engine.CreateAsync(c => c with { Tty = true, OpenStdin = true, ConsoleSize = new TerminalSize(33, 99) }, "sh", "-c", "stty size");
        await using IContainerSession session = await engine.Service.AttachAsync(id, new AttachOptions { Stdout = true }, Token);
        await engine.Service.StartAsync(id, Token);
        Assert.Equal("33 99\r\n", await RealEngine.ReadToEndAsync(session));
    }

    [Fact]
    public async Task An_exec_runs_beside_and_its_status_is_known_when_its_output_ends()
    {
        string id = await engine.CreateAsync(null, "sleep", "1000");
        await engine.Service.StartAsync(id, Token);
        Exec exec = engine.Service.CreateExec(id, new ExecConfiguration { Command = ["sh", "-c", "echo out; exit 7"], AttachStdout = true, AttachStderr = true });
        await using IContainerSession? session = await engine.Service.StartExecAsync(exec.Id, new ExecStartOptions(), Token);
        Assert.Equal("out\n", await RealEngine.ReadToEndAsync(session!));
        Assert.Equal((ExecStatus.Ended, 7), (engine.Service.GetExec(exec.Id).Status, engine.Service.GetExec(exec.Id).ExitCode));
        Exec missing = engine.Service.CreateExec(id, new ExecConfiguration { Command = ["nope"] });
        var error = await Assert.ThrowsAnyAsync<EngineException>(() => engine.Service.StartExecAsync(missing.Id, new ExecStartOptions(), Token));
        Assert.Contains("executable file not found", error.Message);
    }

    [Fact]
    public async Task Pause_freezes_and_stop_thaws()
    {
        string id = await engine.CreateAsync(null, "sleep", "1000");
        await engine.Service.StartAsync(id, Token);
        await engine.Service.PauseAsync(id, Token);
        Assert.Equal(ContainerStatus.Paused, engine.Service.Get(id).State.Status);
        await engine.Service.StopAsync(id, TimeSpan.FromSeconds(1), "SIGKILL", Token);
        Assert.Equal(137, engine.Service.Get(id).State.ExitCode);
    }

    [Fact]
    public async Task A_restarted_host_finds_what_runs_and_what_ended_meanwhile()
    {
        string running = await engine.CreateAsync(null, "sleep", "1000");
        string ending = await engine.CreateAsync(c => c with { OpenStdin = true }, "sh", "-c", "sleep 1; exit 42");
        await engine.Service.StartAsync(running, Token);
        await engine.Service.StartAsync(ending, Token);
        int pid = engine.Service.Get(running).State.Pid;
        string exitPath = engine.Service.GetPaths(engine.Service.Get(ending)).Exit;
        engine.Service.Dispose();
        while (!File.Exists(exitPath))
        {
            await Task.Delay(20, Token);
        }

        await engine.RestartAsync();
        Assert.Equal((ContainerStatus.Running, pid), (engine.Service.Get(running).State.Status, engine.Service.Get(running).State.Pid));
        Assert.Equal((ContainerStatus.Exited, 42), (engine.Service.Get(ending).State.Status, engine.Service.Get(ending).State.ExitCode));
        Exec exec = engine.Service.CreateExec(running, new ExecConfiguration { Command = ["echo", "still here"], AttachStdout = true });
        await using IContainerSession? session = await engine.Service.StartExecAsync(exec.Id, new ExecStartOptions(), Token);
        Assert.Equal("still here\n", await RealEngine.ReadToEndAsync(session!));
    }

    [Fact]
    public async Task A_new_volume_begins_with_the_images_files_and_keeps_what_is_written()
    {
        Func<ContainerConfiguration, ContainerConfiguration> volume = c => c with { Binds = ["vol:/data"] };
        Assert.Equal((0, "1000\n"), await engine.RunAsync(volume, "sh", "-c", "busybox stat -c %u /data/file; echo new > /data/other"));
        Assert.Equal((0, "from the image\nnew\n"), await engine.RunAsync(volume, "sh", "-c", "cat /data/file /data/other"));
    }

    [Fact]
    public async Task Top_reads_the_hosts_proc()
    {
        string id = await engine.CreateAsync(null, "sleep", "1000");
        await engine.Service.StartAsync(id, Token);
        ProcessTable table = engine.Service.Top(id, null);
        Assert.Equal(["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"], table.Titles);
        Assert.Equal("sleep 1000", Assert.Single(table.Processes)[7]);
        Assert.True(engine.Service.GetStatistics(id).PidsCurrent >= 1);
    }

    [Fact]
    public async Task Twenty_starts_at_once_and_nothing_is_left()
    {
        var watch = Stopwatch.StartNew();
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            string id = await engine.CreateAsync(c => c with { AutoRemove = true }, "true");
            Task<WaitResult> removed = engine.Service.WaitAsync(id, WaitCondition.Removed, Token);
            await engine.Service.StartAsync(id, Token);
            Assert.Equal(0, (await removed).ExitCode);
            return id;
        }));
        output.WriteLine($"20 containers in {watch.ElapsedMilliseconds} ms");
        Assert.Empty(engine.Service.List(ContainerFilter.Everything));
        Assert.All(ids, id => Assert.False(Directory.Exists(Path.Combine(engine.Store.Layout.DataRoot, "containers", id))));
    }
}
