using System.Diagnostics;
using Engine.PowerShell.Tests.Running;
using Engine.Protocol;

namespace Engine.PowerShell.Tests;

public sealed class StreamTests : IDisposable
{
    private static readonly TimeSpan s_prompt = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private readonly ModuleSession _session = new();

    public StreamTests() => _session.Engine.Containers.Add("db", ContainerState.Running);

    [Fact]
    public void A_log_is_lines_even_when_the_engine_sends_parts() =>
        Assert.Equal(
            ["Stdout first", "Stderr error", "Stdout half line", "Stdout unended"],
            _session.Run("Get-ContainerLog db | ForEach-Object { '{0} {1}' -f $_.Stream, $_.Text }").Select(line => line.ToString()));

    [Fact]
    public void Output_is_lines_of_text() =>
        Assert.Equal(["Grüße", "zwei"], _session.Run("Get-Container db | Invoke-ContainerCommand anything").Select(line => line.ToString()));

    [Fact]
    public void PassThru_gives_the_exit_status_and_both_streams_whole()
    {
        dynamic result = Assert.Single(_session.Run("Get-Container db | Invoke-ContainerCommand fails -PassThru")).BaseObject;
        Assert.Equal((3, "Grüße\r\nzwei", "FATAL: no such table\n"), ((int)result.ExitCode, (string)result.Output, (string)result.Error));
    }

    [Fact]
    public void Standard_input_reaches_the_command_and_ends() =>
        Assert.Equal(["a", "ü"], _session.Run("Get-Container db | Invoke-ContainerCommand cat -StandardInput a, ü").Select(line => line.ToString()));

    [Fact]
    public void A_foreground_container_is_removed_when_it_has_ended()
    {
        Assert.Equal("said", Assert.Single(_session.Run("Invoke-Container busybox true -Name job")).ToString());
        Assert.Equal(["create job", "start job", "rm job"], _session.Engine.Calls.Take());
    }

    [Fact]
    public void An_event_is_an_object()
    {
        dynamic happened = Assert.Single(_session.Run("Watch-EngineEvent -Until ([DateTimeOffset]::UtcNow)")).BaseObject;
        Assert.Equal(("container", "start", "web"), ((string)happened.Type, (string)happened.Action, (string)happened.Name));
    }

    [Fact]
    public void An_archive_is_sent_whole()
    {
        var file = Path.Combine(Path.GetDirectoryName(_session.Engine.SocketPath)!, "a.tar");
        File.WriteAllBytes(file, new byte[3_000_001]);
        dynamic image = Assert.Single(_session.Run($"Import-Image '{file}' -Reference mine:1")).BaseObject;
        Assert.Equal(3_000_001, _session.Engine.Images.ImportedBytes);
        Assert.Equal((ImageArchiveFormat.RootFileSystem, "mine:1"), (_session.Engine.Images.Imported!.Format, _session.Engine.Images.Imported.Reference));
        Assert.Equal("busybox:latest", (string)image.Name);
    }

    [Fact]
    public void An_archive_that_is_refused_in_its_beginning_ends_the_sending()
    {
        var file = Path.Combine(Path.GetDirectoryName(_session.Engine.SocketPath)!, "b.tar");
        var content = new byte[64 << 20];
        "broken"u8.CopyTo(content);
        File.WriteAllBytes(file, content);
        Assert.StartsWith("InvalidArchive,", _session.RunToError($"Import-Image '{file}'").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-ContainerLog db -Follow")]
    [InlineData("Get-Container db | Invoke-ContainerCommand sleep")]
    public async Task Stopping_returns_at_once_and_the_engine_is_told(string script)
    {
        using var shell = _session.Shell(script);
        var running = shell.BeginInvoke();
        await _session.Engine.Containers.Following.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);
        var started = Stopwatch.GetTimestamp();
        shell.Stop();
        var took = Stopwatch.GetElapsedTime(started);
        await _session.Engine.Containers.Ended.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);
        Assert.True(running.IsCompleted);
        Assert.True(took < s_prompt, $"It took {took.TotalMilliseconds} ms.");
    }

    [Fact]
    public async Task A_pipeline_that_has_enough_ends_the_stream()
    {
        _session.Run("Get-ContainerLog db -Follow | ForEach-Object { $n = 0 } { $n++; if ($n -eq 2) { break } }");
        await _session.Engine.Containers.Ended.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Stopping_a_wait_returns_at_once()
    {
        using var shell = _session.Shell("Wait-Container db");
        shell.BeginInvoke();
        var started = Stopwatch.GetTimestamp();
        shell.Stop();
        Assert.True(Stopwatch.GetElapsedTime(started) < s_prompt + s_prompt);
    }

    public void Dispose() => _session.Dispose();
}
