using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Engine.Benchmarks.Measuring;

namespace Engine.Benchmarks.Engines;

/// <summary>Debian's docker-registry on loopback, empty, gone afterwards.</summary>
internal sealed class LocalRegistry : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("engine-bench-registry-").FullName;
    private readonly Process _process;

    private LocalRegistry(int port)
    {
        Host = $"localhost:{port}";
        File.WriteAllText($"{_directory}/config.yml", $"""
            version: 0.1
            log:
              level: error
            storage:
              filesystem:
                rootdirectory: {_directory}/data
            http:
              addr: 127.0.0.1:{port}

            """);
        _process = Process.Start("/bin/sh", ["-c", "exec \"$0\" serve \"$1/config.yml\" >\"$1/log\" 2>&1", Program!, _directory]);
    }

    /// <summary>The registry's program: the machine's, or the one that the tests have fetched; null if there is none.</summary>
    public static string? Program { get; } = TimedProgram.Find("docker-registry") ?? Unpacked();

    public string Host { get; }

    public static async Task<LocalRegistry> StartAsync()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var registry = new LocalRegistry(port);
        for (int tries = 0; tries < 500; tries++)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, port);
                return registry;
            }
            catch (SocketException)
            {
                await Task.Delay(10);
            }
        }

        throw new InvalidOperationException("docker-registry did not answer within five seconds");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static string? Unpacked()
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            string program = Path.Combine(directory.FullName, "out/docker-registry/usr/bin/docker-registry");
            if (File.Exists(program))
            {
                return program;
            }
        }

        return null;
    }
}
