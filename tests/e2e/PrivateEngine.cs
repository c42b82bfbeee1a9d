using System.Diagnostics;
using System.Formats.Tar;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Engine.EndToEnd.Tests;

/// <summary>
/// A daemon of the tests' own: the built programs with a data root and sockets in a temporary directory, and one busybox image imported
/// from the machine's static busybox. The programs are those of <c>ENGINE_HOST_BIN</c> and <c>ENGINE_RUNTIME</c>, or of <c>out/bin</c>.
/// </summary>
public sealed class PrivateEngine : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("engine-e2e").FullName;
    private Process? _host;

    /// <summary>Why nothing can be tested here, or null.</summary>
    public string? Unavailable { get; private set; }

    public string Socket => Path.Combine(_directory, "engine.sock");

    public string Log => Path.Combine(_directory, "engine.log");

    public HttpClient Http { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        var host = Program("ENGINE_HOST_BIN", "engine-host");
        var runtime = Program("ENGINE_RUNTIME", "engine-runtime");
        Unavailable = Environment.UserName != "root" ? "containers need root"
            : host is null || runtime is null ? "engine-host and engine-runtime are not built: run ./build.sh publish, or set ENGINE_HOST_BIN and ENGINE_RUNTIME"
            : Busybox is null ? "there is no static busybox (package busybox-static)"
            : null;
        if (Unavailable is not null)
        {
            return;
        }

        await StartAsync(host!, runtime!);
        await ImportBusyboxAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await RemoveContainersAsync();
            using var kill = Process.Start("kill", ["-TERM", _host.Id.ToString()]);
            await _host.WaitForExitAsync();
            _host.Dispose();
        }

        Http.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static string? Busybox => new[] { "/bin/busybox", "/usr/bin/busybox" }.FirstOrDefault(File.Exists);

    private static string? Program(string variable, string name)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path)
        {
            return File.Exists(path) ? path : null;
        }

        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var built = Path.Combine(directory.FullName, "out", "bin", name);
            if (File.Exists(built))
            {
                return built;
            }
        }

        return null;
    }

    private async Task StartAsync(string host, string runtime)
    {
        // The log goes to a file by the shell, so that nobody has to read a pipe while the daemon lives.
        _host = Process.Start("/bin/sh",
        [
            "-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", Log,
            host, "--data-root", Path.Combine(_directory, "data"), "--exec-root", Path.Combine(_directory, "run"),
            "--host", "unix://" + Socket, "--rpc", "unix://" + Path.Combine(_directory, "rpc.sock"), "--runtime", runtime,
        ]);
        Http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = new Uri("http://engine/") };
        var deadline = DateTimeOffset.UtcNow.AddSeconds(30);
        while (true)
        {
            try
            {
                using var ping = await Http.GetAsync("/_ping");
                return;
            }
            catch (HttpRequestException) when (DateTimeOffset.UtcNow < deadline && !_host!.HasExited)
            {
                await Task.Delay(50);
            }
            catch (HttpRequestException e)
            {
                throw new InvalidOperationException($"the engine did not start: {await File.ReadAllTextAsync(Log)}", e);
            }
        }
    }

    private async Task ImportBusyboxAsync()
    {
        using var archive = new MemoryStream();
        await using (var tar = new TarWriter(archive, leaveOpen: true))
        {
            foreach (var directory in new[] { "bin", "etc", "tmp", "proc", "sys", "dev", "root" })
            {
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, directory + "/") { Mode = (UnixFileMode)0x1ED });
            }

            await tar.WriteEntryAsync(Busybox!, "bin/busybox");
            foreach (var applet in new[] { "sh", "cat", "echo", "sleep", "true", "false", "id", "ls", "stty", "env", "head", "sort", "kill", "wc", "pwd", "touch", "hostname", "grep" })
            {
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "bin/" + applet) { LinkName = "busybox" });
            }

            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "etc/passwd")
            {
                DataStream = new MemoryStream("root:x:0:0::/root:/bin/sh\nuser:x:1000:1000::/:/bin/sh\n"u8.ToArray()),
            });
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "etc/group")
            {
                DataStream = new MemoryStream("root:x:0:\nuser:x:1000:\n"u8.ToArray()),
            });
        }

        archive.Position = 0;
        using var content = new StreamContent(archive);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        using var answer = await Http.PostAsync(
            "/images/create?fromSrc=-&repo=busybox&tag=latest&changes=" + Uri.EscapeDataString("CMD [\"sh\"]")
            + "&changes=" + Uri.EscapeDataString("ENV PATH=/bin"), content);
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || body.Contains("errorDetail", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"busybox was not imported: {body}");
        }
    }

    private async Task RemoveContainersAsync()
    {
        using var answer = await Http.GetAsync("/containers/json?all=1");
        using var list = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        foreach (var id in list.RootElement.EnumerateArray().Select(c => c.GetProperty("Id").GetString()!).ToList())
        {
            using var removed = await Http.DeleteAsync($"/containers/{id}?force=1&v=1");
        }
    }
}
