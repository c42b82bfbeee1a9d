using System.Diagnostics;

namespace Engine.Benchmarks.Engines;

/// <summary>Our own daemon with roots and sockets in a directory of its own, gone afterwards.</summary>
internal sealed class PrivateEngine : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("engine-bench-").FullName;
    private readonly Process _daemon;

    private PrivateEngine()
    {
        _daemon = Process.Start(new ProcessStartInfo(Published.Host,
        [
            "--data-root", $"{_directory}/data", "--exec-root", $"{_directory}/exec",
            "--host", $"unix://{Socket}", "--rpc", $"unix://{_directory}/rpc.sock", "--pidfile", $"{_directory}/pid",
            "--bridge", "eb-" + _directory[^6..],
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    public string Socket => $"{_directory}/engine.sock";

    public static async Task<PrivateEngine> StartAsync()
    {
        var started = new PrivateEngine();
        Task<string> log = started._daemon.StandardError.ReadToEndAsync();
        _ = started._daemon.StandardOutput.ReadToEndAsync();
        using var probe = new EngineUnderTest("engine", started.Socket);
        for (int tries = 0; tries < 200; tries++)
        {
            if (started._daemon.HasExited)
            {
                throw new InvalidOperationException($"engine-host ended with {started._daemon.ExitCode}: {await log}");
            }

            if (await probe.AnswersAsync())
            {
                return started;
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException("engine-host did not answer within ten seconds");
    }

    public async ValueTask DisposeAsync()
    {
        using Process? stop = Process.Start("kill", ["-TERM", $"{_daemon.Id}"]);
        await stop.WaitForExitAsync();
        await _daemon.WaitForExitAsync();
        _daemon.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
