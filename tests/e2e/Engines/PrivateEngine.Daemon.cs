using System.Diagnostics;

namespace Engine.EndToEnd.Tests;

public sealed partial class PrivateEngine
{
    private static readonly TimeSpan s_startTime = TimeSpan.FromSeconds(30);

    private Process? _host;
    private PrivateNetwork? _network;

    /// <summary>Further options; they count from the next start on.</summary>
    internal IReadOnlyList<string> MoreOptions { get; set; } = [];

    /// <summary>The daemon's process.</summary>
    public int Pid => _host!.Id;

    /// <summary>Where its interfaces and rules are.</summary>
    internal PrivateNetwork Network => _network!;

    /// <summary>Starts the daemon. Returns how long it took until it answered.</summary>
    public async Task<TimeSpan> StartAsync()
    {
        var watch = Stopwatch.StartNew();

        _network ??= await PrivateNetwork.CreateAsync();

        // The log goes to a file by the shell, so that nobody has to read a pipe while the daemon lives.
        _host = Process.Start("/bin/sh",
        [
            "-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1", "sh", Log, .. _network!.Enter,
            BuiltProgram.Host!, .. Options, "--host", "unix://" + Socket, "--rpc", "unix://" + RpcSocket,
        ]);
        while (!await AnswersAsync())
        {
            if (_host.HasExited || watch.Elapsed > s_startTime)
            {
                throw new InvalidOperationException($"the engine did not start: {await File.ReadAllTextAsync(Log)}");
            }

            await Task.Delay(5);
        }

        return watch.Elapsed;
    }

    /// <summary>Stops the daemon as an administrator does.</summary>
    public Task StopAsync() => EndAsync("TERM");

    /// <summary>Kills the daemon with SIGKILL, at whatever it is.</summary>
    public Task KillAsync() => EndAsync("KILL");

    /// <summary>Runs <c>engine-host check</c> on this engine; its daemon must not run.</summary>
    internal Task<CommandResult> CheckAsync(params string[] flags) =>
        CommandResult.RunAsync(_network!.Enter[0], [.. _network.Enter[1..], BuiltProgram.Host!, "check", .. flags, .. Options], null);

    /// <summary>Stops the daemon, requires that its check finds nothing, and starts it again.</summary>
    internal async Task RequireConsistentAsync()
    {
        await StopAsync();
        var check = await CheckAsync("--deep");
        await StartAsync();
        Assert.Equal((0, "consistent\n"), (check.ExitCode, check.Output));
    }

    private string[] Options =>
        ["--data-root", DataRoot, "--exec-root", ExecRoot, "--cgroup-parent", CgroupParent, "--runtime", BuiltProgram.Runtime!, .. MoreOptions];

    private async Task EndAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, Pid.ToString()]);
        await _host!.WaitForExitAsync();
        _host.Dispose();
        _host = null;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await Http.GetAsync("/_ping");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
