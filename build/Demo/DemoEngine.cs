using System.Diagnostics;

namespace Engine.Build.Demo;

/// <summary>A private daemon: roots and sockets in a directory of its own, which is gone afterwards.</summary>
internal sealed class DemoEngine : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private readonly Process _daemon;

    private DemoEngine()
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("engine-demo-").FullName;
        _daemon = Process.Start(Repository.HostBinary,
        [
            "--data-root", $"{Directory}/data", "--exec-root", $"{Directory}/run", "--pidfile", $"{Directory}/pid",
            "--host", $"unix://{Directory}/engine.sock", "--rpc", $"unix://{RpcSocket}", "--log-level", "warn",
            "--bridge", "ed-" + Directory[^6..],
        ]);
    }

    /// <summary>Where everything of this engine lies.</summary>
    public string Directory { get; }

    public string RpcSocket => $"{Directory}/rpc.sock";

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<DemoEngine> StartAsync()
    {
        var engine = new DemoEngine();
        var watch = Stopwatch.StartNew();
        while (!File.Exists(engine.RpcSocket))
        {
            if (engine._daemon.HasExited || watch.Elapsed > s_patience)
            {
                await engine.DisposeAsync();
                throw new BuildFailedException("engine-host did not start; what it said stands above");
            }

            await Task.Delay(20);
        }

        return engine;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_daemon.HasExited)
        {
            await new Command("kill", "-TERM", $"{_daemon.Id}").StatusAsync();
            await _daemon.WaitForExitAsync();
        }

        _daemon.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
