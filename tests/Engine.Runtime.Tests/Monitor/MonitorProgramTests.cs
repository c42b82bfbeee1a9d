using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Engine.Linux;
using Engine.Oci;
using Engine.Oci.Monitor;

namespace Engine.Runtime.Tests.Monitor;

/// <summary>The published monitor with a real container, spoken to as the daemon does.</summary>
public sealed class MonitorProgramTests
{
    private const int Killed = 9;

    [Fact]
    public async Task An_exit_is_on_the_disk_before_anybody_is_told_and_nothing_else_stays()
    {
        await using var container = new MonitoredContainer("exit 7");
        using var subscriber = container.Subscribe(out _);
        container.Start();
        var told = OciJson.ExitRecord.Read(subscriber.Await(MonitorMessage.Exited));
        var written = container.ReadExit();
        Assert.Equal((7, told.FinishedAt), (written.ExitCode, written.FinishedAt));
        Assert.Equal(7, told.ExitCode);
        Assert.InRange(DateTimeOffset.UtcNow - told.FinishedAt, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(container.ExitFile));
        Assert.False(File.Exists(container.Socket));
        Assert.False(container.HasCgroup());
        await MonitoredContainer.EndAsync(container.MonitorPid);
        Assert.Equal(["exit.json"], Directory.GetFiles(Path.GetDirectoryName(container.ExitFile)!).Select(f => Path.GetFileName(f)));
    }

    [Fact]
    public async Task A_monitor_whose_daemon_dies_goes_on_and_tells_the_next_one_everything()
    {
        await using var container = new MonitoredContainer("until [ -e /go ]; do sleep 0.02; done; exit 3");
        container.Start();
        var stays = container.Exec("stays", "sleep 600", out var stayingPid);
        var ends = container.Exec("ends", "sleep 0.2; exit 5", out var endingPid);
        container.Control.Dispose();
        stays.Dispose();
        ends.Dispose();
        await MonitoredContainer.EndAsync(endingPid);
        await MonitoredContainer.UntilAsync(() => !Directory.Exists($"/proc/{endingPid}"), "the exec's reaping");
        using (container.Subscribe(out var state))
        {
            Assert.Equal((container.Request.Id, container.Pid, true, false), (state.Id, state.Pid, state.Running, state.Paused));
            Assert.Equal(ProcessStartTime.Of(container.Pid), state.StartTime);
            Assert.Equal([("stays", stayingPid)], state.Execs.Select(e => (e.ExecId, e.Pid)));
            Assert.Equal([("ends", 5)], state.EndedExecs!.Select(e => (e.ExecId, e.ExitCode)));
        }

        File.WriteAllText(Path.Combine(container.Root, "go"), "");
        await MonitoredContainer.EndAsync(container.MonitorPid);
        Assert.Equal(3, container.ReadExit().ExitCode);
        Assert.Equal([("stays", 128 + Killed)], container.ReadExit().Execs!.Select(e => (e.ExecId, e.ExitCode)));
    }

    [Fact]
    public async Task A_container_whose_daemon_dies_before_its_release_goes_too()
    {
        await using var container = new MonitoredContainer("touch /ran");
        Assert.True(MonitoredContainer.Lives(container.Pid));
        container.Control.Dispose();
        await MonitoredContainer.EndAsync(container.MonitorPid);
        Assert.False(MonitoredContainer.Lives(container.Pid));
        Assert.False(File.Exists(Path.Combine(container.Root, "ran")));
        Assert.False(File.Exists(container.Socket));
        Assert.False(container.HasCgroup());
    }

    [Fact]
    public async Task A_killed_monitor_takes_its_container_and_its_execs_along()
    {
        await using var container = new MonitoredContainer("trap '' TERM; sleep 600");
        container.Start();
        using var exec = container.Exec("e", "sleep 600", out var execPid);
        ProcessSignal.Send(container.MonitorPid, Killed);
        await MonitoredContainer.EndAsync(container.Pid);
        await MonitoredContainer.EndAsync(execPid);
        Assert.False(File.Exists(container.ExitFile));
    }

    [Fact]
    public async Task A_signal_for_its_group_does_not_end_a_monitor()
    {
        await using var container = new MonitoredContainer("sleep 600");
        container.Start();
        foreach (var signal in new[] { Signals.SIGTERM, Signals.SIGINT, Signals.SIGHUP, Signals.SIGQUIT })
        {
            ProcessSignal.Send(container.MonitorPid, (int)signal);
        }

        using var client = container.Connect();
        Assert.True(OciJson.MonitorState.Read(client.Ask(MonitorMessage.GetState, [], MonitorMessage.State)).Running);
    }

    [Fact]
    public async Task A_log_is_rotated_by_size_and_count_and_the_compressed_copy_takes_its_place()
    {
        await using var container = new MonitoredContainer(
            "i=0; while [ $i -lt 300 ]; do echo line $i; i=$((i + 1)); done; until [ -e /go ]; do sleep 0.02; done; echo last",
            request => request with { Log = new LogOptions { Path = Path.Combine(Path.GetDirectoryName(request.SocketPath)!, "log"), MaxSize = 4000, MaxFiles = 3 } });
        using var subscriber = container.Subscribe(out _);
        container.Start();
        subscriber.Await(MonitorMessage.LogRotated);
        await MonitoredContainer.UntilAsync(() => Lines(container, "log").LastOrDefault() == "line 299", "the last line");
        Assert.Equal(["log", "log.1", "log.2"], container.LogFiles);
        Assert.All(container.LogFiles, f => Assert.InRange(new FileInfo(container.InDirectory(f)).Length, 1, 4000 + 100));
        string[] kept = [.. new[] { "log.2", "log.1", "log" }.SelectMany(f => Lines(container, f))];
        Assert.Equal(Enumerable.Range(300 - kept.Length, kept.Length).Select(i => $"line {i}"), kept);

        Assert.True(FileInode.TryGet(container.InDirectory("log.1"), out var inode));
        var copy = container.InDirectory("copy.gz");
        using (var gzip = new GZipStream(File.Create(copy), CompressionLevel.Fastest))
        {
            gzip.Write(File.ReadAllBytes(container.InDirectory("log.1")));
        }

        using var daemon = container.Connect();
        daemon.Ask(MonitorMessage.LogCompressed, new LogCompressedRequest { Inode = inode, CompressedPath = copy }, OciJson.LogCompressedRequest, MonitorMessage.Done);
        Assert.Equal(["log", "log.1.gz", "log.2"], container.LogFiles);

        // A copy of a file that a rotation has thrown away meanwhile goes too.
        File.WriteAllText(copy, "");
        daemon.Ask(MonitorMessage.LogCompressed, new LogCompressedRequest { Inode = 1, CompressedPath = copy }, OciJson.LogCompressedRequest, MonitorMessage.Done);
        Assert.False(File.Exists(copy));
        File.WriteAllText(Path.Combine(container.Root, "go"), "");
        await MonitoredContainer.EndAsync(container.MonitorPid);
        Assert.Equal("last", Lines(container, "log")[^1]);
    }

    [Fact]
    public async Task Output_that_nobody_takes_never_holds_the_container_up()
    {
        await using var container = new MonitoredContainer(
            "busybox head -c 20000000 /dev/zero; exit 4",
            request => request with { Log = new LogOptions { Path = Path.Combine(Path.GetDirectoryName(request.SocketPath)!, "log"), MaxSize = 100_000, MaxFiles = 2 } });

        // It gets events, not output, and takes nothing.
        using var subscriber = container.Subscribe(out _);
        container.Start();
        await MonitoredContainer.UntilAsync(() => File.Exists(container.ExitFile), "the exit");
        Assert.Equal(4, container.ReadExit().ExitCode);
    }

    [Fact]
    public async Task A_client_gets_every_byte_however_slow_and_lets_go_when_it_leaves()
    {
        const int Size = 8_000_000;
        await using var container = new MonitoredContainer($"busybox yes abcdefg | busybox head -c {Size}; touch /first; busybox head -c {Size} /dev/zero; touch /second; sleep 600");
        using var slow = container.Attach();
        using var leaving = container.Attach();
        container.Start();
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(File.Exists(Path.Combine(container.Root, "first")));
        leaving.Dispose();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var got = 0; got < Size;)
        {
            var (message, payload) = slow.Read();
            Assert.Equal(MonitorMessage.Stdout, message);
            var part = payload.AsSpan(0, Math.Min(payload.Length, Size - got));
            hash.AppendData(part);
            got += part.Length;
        }

        var expected = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("abcdefg\n", Size / 8)));
        Assert.Equal(SHA256.HashData(expected), hash.GetHashAndReset());
        await MonitoredContainer.UntilAsync(() => File.Exists(Path.Combine(container.Root, "first")), "the first part's end");
        slow.Dispose();
        await MonitoredContainer.UntilAsync(() => File.Exists(Path.Combine(container.Root, "second")), "the second part's end");
    }

    [Fact]
    public async Task A_terminal_takes_the_size_it_is_given()
    {
        await using var container = new MonitoredContainer(
            "trap 'busybox stty size' WINCH; echo ready; while :; do sleep 0.05; done", terminal: true);
        using var client = container.Attach(stdin: true);
        container.Start();
        client.ReadUntil("ready");
        using var daemon = container.Connect();
        daemon.Ask(MonitorMessage.Resize, new ResizeRequest { Rows = 33, Columns = 77 }, OciJson.ResizeRequest, MonitorMessage.Done);
        Assert.Contains("33 77", client.ReadUntil("77\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_a_clients_input_is_the_end_of_the_programs_when_it_reads_once()
    {
        await using var container = new MonitoredContainer("cat; exit 6", request => request with { OpenStdin = true, StdinOnce = true });
        using var client = container.Attach(stdin: true);
        container.Start();
        client.Send(MonitorMessage.Stdin, "some input"u8);
        client.ReadUntil("some input");
        client.Send(MonitorMessage.StdinEnd);
        Assert.Equal(6, OciJson.ExitRecord.Read(client.Await(MonitorMessage.Exited)).ExitCode);
        Assert.Equal(MonitorMessage.None, client.Read().Message);
    }

    [Fact]
    public async Task Input_stays_open_for_the_next_client_when_it_is_not_read_once()
    {
        await using var container = new MonitoredContainer("cat", request => request with { OpenStdin = true });
        container.Start();
        foreach (var text in new[] { "first", "second" })
        {
            using var client = container.Attach(stdin: true);
            client.Send(MonitorMessage.Stdin, Encoding.ASCII.GetBytes(text));
            client.ReadUntil(text);
            client.Send(MonitorMessage.StdinEnd);
        }

        Assert.True(MonitoredContainer.Lives(container.Pid));
    }

    [Fact]
    public async Task An_exec_whose_client_is_gone_reads_the_end_of_its_input_and_is_not_held_up_by_its_output()
    {
        await using var container = new MonitoredContainer("sleep 600");
        using var subscriber = container.Subscribe(out _);
        container.Start();
        container.Exec("e", "cat; busybox head -c 5000000 /dev/zero; exit 8", out _, stdin: true).Dispose();
        var ended = OciJson.ExecExitRecord.Read(subscriber.Await(MonitorMessage.ExecExited));
        Assert.Equal(("e", 8), (ended.ExecId, ended.ExitCode));
    }

    [Fact]
    public async Task A_signal_for_all_of_an_exec_reaches_its_children_and_nobody_else()
    {
        await using var container = new MonitoredContainer("sleep 600");
        container.Start();
        using var exec = container.Exec("e", "sleep 601 & echo $!; wait", out _);
        using var other = container.Exec("other", "echo up; sleep 602", out var otherPid);
        exec.ReadUntil("\n");
        other.ReadUntil("up");
        using var daemon = container.Connect();
        daemon.Ask(MonitorMessage.Signal, new SignalRequest { Signal = Killed, ExecId = "e", All = true }, OciJson.SignalRequest, MonitorMessage.Done);
        Assert.Equal(128 + Killed, OciJson.ExitRecord.Read(exec.Await(MonitorMessage.Exited)).ExitCode);
        await MonitoredContainer.UntilAsync(() => !Commands().Any(c => c.Contains("sleep\0601")), "the child's end");
        Assert.True(MonitoredContainer.Lives(otherPid));
        Assert.True(MonitoredContainer.Lives(container.Pid));
    }

    [Theory]
    [InlineData(new byte[] { 255, 255, 255, 255, 3, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 99, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 7, 0, 1, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 1, 0, 0, 0 })]
    [InlineData(new byte[] { 3, 0, 0, 0, 200, 0, 0, 0, 65, 66, 67 })]
    public async Task What_breaks_the_protocol_costs_its_connection_only(byte[] bytes)
    {
        await using var container = new MonitoredContainer("sleep 600");
        container.Start();
        using var rude = container.Connect();
        rude.SendRaw(bytes);
        Assert.Equal(MonitorMessage.None, rude.Read().Message);
        using var polite = container.Connect();
        Assert.True(OciJson.MonitorState.Read(polite.Ask(MonitorMessage.GetState, [], MonitorMessage.State)).Running);
    }

    [Fact]
    public async Task A_request_that_cannot_be_served_is_answered_and_changes_nothing()
    {
        await using var container = new MonitoredContainer("sleep 600");
        using var client = container.Connect();
        container.Start();
        foreach (var (message, document) in new[]
        {
            (MonitorMessage.Start, ""), (MonitorMessage.Signal, "{"), (MonitorMessage.Signal, """{"signal":15,"execId":"nope"}"""),
            (MonitorMessage.Resize, """{"rows":1,"columns":1}"""), (MonitorMessage.Exec, "[]"), (MonitorMessage.UpdateResources, """{"memory":{"limit":-5}}"""),
        })
        {
            client.Ask(message, Encoding.UTF8.GetBytes(document), MonitorMessage.Failed);
        }

        Assert.True(OciJson.MonitorState.Read(client.Ask(MonitorMessage.GetState, [], MonitorMessage.State)).Running);
    }

    private static string[] Lines(MonitoredContainer container, string file) =>
        [.. File.ReadAllLines(container.InDirectory(file)).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("log").GetString()!.TrimEnd('\n'))];

    private static IEnumerable<string> Commands() => Directory.GetDirectories("/proc").Select(d =>
    {
        try
        {
            return File.ReadAllText($"{d}/cmdline");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    });
}
