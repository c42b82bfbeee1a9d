using System.Diagnostics;

namespace Engine.PowerShell.Tests.Running;

/// <summary>The real daemon, with data and sockets in a directory of its own: the programs of <c>ENGINE_HOST_BIN</c> and <c>ENGINE_RUNTIME</c>, or of <c>out/bin</c>.</summary>
internal sealed class PrivateEngine : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("engine-module-").FullName;
    private readonly Process _daemon;

    private PrivateEngine(string host, string runtime, string? dataRoot)
    {
        DataRoot = dataRoot ?? $"{_directory}/data";
        string[] options =
        [
            "--data-root", DataRoot, "--exec-root", $"{_directory}/run", "--host", $"unix://{_directory}/engine.sock",
            "--rpc", $"unix://{Socket}", "--runtime", runtime, "--log-level", "error", "--bridge", "em-" + _directory[^6..],
        ];
        _daemon = host.EndsWith(".dll", StringComparison.Ordinal) ? Process.Start("dotnet", [host, .. options]) : Process.Start(host, options);
    }

    /// <summary>Where it keeps images and containers.</summary>
    public string DataRoot { get; }

    /// <summary>Where it serves the module.</summary>
    public string Socket => $"{_directory}/rpc.sock";

    /// <summary>Where everything of this engine lies, and both archives.</summary>
    public string Directory => _directory;

    /// <summary>A root file system of the machine's static BusyBox, as a tar.</summary>
    public string RootFileSystem => $"{_directory}/rootfs.tar";

    /// <summary>The same as an image, busybox:latest, as docker save writes it.</summary>
    public string ImageArchive => $"{_directory}/busybox.tar";

    /// <summary>Blobs, layers and half-made things of its store; not the files of the layers, which would be many.</summary>
    public string[] StoredFiles() =>
        [.. new[] { "blobs/sha256", "overlay", "tmp" }.SelectMany(part => System.IO.Directory.GetFileSystemEntries($"{DataRoot}/{part}")).Order()];

    /// <summary>Starts it, or skips the test and says why.</summary>
    public static async Task<PrivateEngine> StartAsync(string? dataRoot)
    {
        var host = Program("ENGINE_HOST_BIN", "engine-host");
        var runtime = Program("ENGINE_RUNTIME", "engine-runtime");
        var busybox = new[] { "/bin/busybox", "/usr/bin/busybox" }.FirstOrDefault(File.Exists);
        Assert.SkipUnless(Environment.UserName == "root", "containers need root");
        Assert.SkipWhen(host is null || runtime is null, "engine-host and engine-runtime are not built: run ./build.sh publish, or set ENGINE_HOST_BIN and ENGINE_RUNTIME");
        Assert.SkipWhen(busybox is null, "there is no static busybox (package busybox-static)");
        var engine = new PrivateEngine(host!, runtime!, dataRoot);
        try
        {
            BusyBoxArchive.WriteRootFileSystem(engine.RootFileSystem, busybox!);
            BusyBoxArchive.WriteImage(engine.ImageArchive, engine.RootFileSystem);
            await engine.WaitUntilItListensAsync();
            return engine;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!_daemon.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", $"{_daemon.Id}"]);
            _daemon.WaitForExit();
        }

        _daemon.Dispose();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    private static string? Program(string variable, string name)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path)
        {
            return File.Exists(path) ? path : null;
        }

        for (var directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists($"{directory}/out/bin/{name}"))
            {
                return $"{directory}/out/bin/{name}";
            }
        }

        return null;
    }

    private async Task WaitUntilItListensAsync()
    {
        var watch = Stopwatch.StartNew();
        while (!File.Exists(Socket))
        {
            Assert.False(_daemon.HasExited, "engine-host ended at once; what it said stands above");
            Assert.True(watch.Elapsed < s_patience, "engine-host does not listen");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
