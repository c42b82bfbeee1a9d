using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Engine.EndToEnd.Tests;

/// <summary>
/// A daemon of the tests' own: the built programs with roots, sockets and a cgroup parent that nobody else uses, a network
/// namespace of its own, so that the machine's interfaces and rules stay as they are, and one busybox image imported
/// from the machine's static busybox. Parts: <c>.Daemon</c> is the life of its process.
/// </summary>
public sealed partial class PrivateEngine : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("engine-e2e").FullName;
    private readonly string? _dataRoot;

    public PrivateEngine() => Http = ConnectedTo(Socket);

    /// <summary>Why nothing can be tested here, or null.</summary>
    public string? Unavailable { get; } =
        Environment.UserName != "root" ? "containers need root"
        : BuiltProgram.Host is null || BuiltProgram.Runtime is null
            ? "engine-host and engine-runtime are not built: run ./build.sh publish, or set ENGINE_HOST_BIN and ENGINE_RUNTIME"
        : Busybox.Program is null ? "there is no static busybox (package busybox-static)"
        : null;

    public string Socket => Path.Combine(_directory, "engine.sock");

    public string RpcSocket => Path.Combine(_directory, "rpc.sock");

    public string DataRoot
    {
        get => _dataRoot ?? Path.Combine(_directory, "data");
        init => _dataRoot = value;
    }

    public string ExecRoot => Path.Combine(_directory, "run");

    /// <summary>Below every mounted hierarchy of cgroups.</summary>
    public string CgroupParent => "/" + Path.GetFileName(_directory);

    public string Log => Path.Combine(_directory, "engine.log");

    public HttpClient Http { get; }

    public async ValueTask InitializeAsync()
    {
        if (Unavailable is null)
        {
            await StartAsync();
            await ImportAsync(await Busybox.ArchiveAsync(), "busybox", "CMD [\"sh\"]", "ENV PATH=/bin");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Unavailable is null)
        {
            if (_host is null)
            {
                await StartAsync();
            }

            await RemoveContainersAsync();
            await StopAsync();
            RemoveCgroups();
            _network?.Dispose();
        }

        Http.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Makes an image of a root filesystem's archive.</summary>
    public async Task ImportAsync(Stream archive, string repository, params string[] changes)
    {
        using var content = new StreamContent(archive);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        using var answer = await Http.PostAsync(
            $"/images/create?fromSrc=-&repo={repository}&tag=latest" + string.Concat(changes.Select(change => "&changes=" + Uri.EscapeDataString(change))), content);
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || body.Contains("errorDetail", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{repository} was not imported: {body}");
        }
    }

    /// <summary>Blobs, layers and half-made things of its store; not the files of the layers, which would be many.</summary>
    internal string[] StoredFiles() =>
        [.. new[] { "blobs/sha256", "overlay", "tmp" }.SelectMany(part => Directory.GetFileSystemEntries(Path.Combine(DataRoot, part))).Order()];

    private static HttpClient ConnectedTo(string path) => new(new SocketsHttpHandler
    {
        // Idle connections are descriptors of the daemon, which tests count.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1),
        ConnectCallback = async (_, token) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    { BaseAddress = new Uri("http://engine/"), Timeout = TimeSpan.FromMinutes(10) };

    private async Task RemoveContainersAsync()
    {
        using var answer = await Http.GetAsync("/containers/json?all=1");
        using var list = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        foreach (var id in list.RootElement.EnumerateArray().Select(c => c.GetProperty("Id").GetString()!).ToList())
        {
            using var removed = await Http.DeleteAsync($"/containers/{id}?force=1&v=1");
        }
    }

    // The parent group is the engine's to make and nobody's to remove: other engines could share it.
    private void RemoveCgroups()
    {
        foreach (var hierarchy in Directory.GetDirectories("/sys/fs/cgroup").Prepend("/sys/fs/cgroup"))
        {
            var parent = hierarchy + CgroupParent;
            if (Directory.Exists(parent))
            {
                Directory.Delete(parent);
            }
        }
    }
}
