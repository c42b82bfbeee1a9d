using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Engine.Benchmarks.Measuring;

namespace Engine.Benchmarks.Engines;

/// <summary>An engine behind a Docker API socket.</summary>
internal sealed class EngineUnderTest(string name, string socket) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancel) =>
        {
            var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
            return new NetworkStream(connection, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://localhost/v1.41/"),
        Timeout = TimeSpan.FromMinutes(10),
    };

    /// <summary>The docker client, or null if there is none.</summary>
    public static string? DockerClient { get; } = TimedProgram.Find("docker");

    public string Name { get; } = name;

    /// <summary>Milliseconds that a docker command takes against this engine.</summary>
    public Task<double> DockerAsync(params string[] arguments) => TimedProgram.RunAsync(DockerClient!, ["--host", $"unix://{socket}", .. arguments]);

    /// <summary>True when the engine answers.</summary>
    public async Task<bool> AnswersAsync()
    {
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync(new Uri("_ping", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Creates a container; the answer is its id.</summary>
    public async Task<string> CreateAsync(params string[] command)
    {
        var body = new JsonObject
        {
            ["Image"] = BusyBoxImage.Name,
            ["Cmd"] = new JsonArray([.. command.Select(c => JsonValue.Create(c))]),
            ["HostConfig"] = new JsonObject { ["NetworkMode"] = "none" },
        };
        return (await PostAsync("containers/create", body))!["Id"]!.GetValue<string>();
    }

    public Task StartAsync(string id) => PostAsync($"containers/{id}/start");

    public Task WaitAsync(string id) => PostAsync($"containers/{id}/wait");

    public async Task RemoveAsync(string id)
    {
        using HttpResponseMessage answer = await _http.DeleteAsync(new Uri($"containers/{id}?force=true", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Loads a docker-archive; the answer is the references and IDs of its images.</summary>
    public async Task<IReadOnlyList<string>> LoadAsync(string archive)
    {
        using var content = new StreamContent(File.OpenRead(archive), bufferSize: 1 << 20);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        using HttpResponseMessage answer = await _http.PostAsync(new Uri("images/load?quiet=1", UriKind.Relative), content);
        string text = await answer.Content.ReadAsStringAsync();
        const string Loaded = "Loaded image";
        string[] images =
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)?["stream"]?.GetValue<string>() ?? "")
                .Where(line => line.StartsWith(Loaded, StringComparison.Ordinal)).Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..].Trim()),
        ];
        return answer.IsSuccessStatusCode && images.Length > 0 ? images : throw new InvalidOperationException($"{Name}: load of {archive}: {(int)answer.StatusCode} {text}");
    }

    public Task TagAsync(string image, string reference) =>
        PostAsync($"images/{image}/tag?repo={Uri.EscapeDataString(reference[..reference.LastIndexOf(':')])}&tag={reference[(reference.LastIndexOf(':') + 1)..]}");

    /// <summary>Pulls a reference with a tag.</summary>
    public Task PullAsync(string reference) => TransferAsync(
        $"images/create?fromImage={Uri.EscapeDataString(reference[..reference.LastIndexOf(':')])}&tag={reference[(reference.LastIndexOf(':') + 1)..]}");

    /// <summary>Pushes a reference with a tag.</summary>
    public Task PushAsync(string reference) => TransferAsync($"images/{reference[..reference.LastIndexOf(':')]}/push?tag={reference[(reference.LastIndexOf(':') + 1)..]}");

    /// <summary>Reads an archive of an image to its end.</summary>
    public async Task SaveAsync(string image)
    {
        await using Stream archive = await _http.GetStreamAsync(new Uri($"images/{image}/get", UriKind.Relative));
        await archive.CopyToAsync(Stream.Null);
    }

    public async Task RemoveImageAsync(string image)
    {
        using HttpResponseMessage answer = await _http.DeleteAsync(new Uri($"images/{image}?force=true", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The process that listens on the socket: the peer of a connection (unix(7), SO_PEERCRED).</summary>
    public int DaemonProcess()
    {
        using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        connection.Connect(new UnixDomainSocketEndPoint(socket));
        const int SOL_SOCKET = 1, SO_PEERCRED = 17;
        Span<byte> credentials = stackalloc byte[12];
        connection.GetRawSocketOption(SOL_SOCKET, SO_PEERCRED, credentials);
        return BitConverter.ToInt32(credentials);
    }

    public void Dispose() => _http.Dispose();

    private async Task TransferAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        request.Headers.Add("X-Registry-Auth", "e30=");
        using HttpResponseMessage answer = await _http.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || text.Contains("errorDetail", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{Name}: POST {path}: {(int)answer.StatusCode} {text}");
        }
    }

    private async Task<JsonNode?> PostAsync(string path, JsonNode? body = null)
    {
        using var content = new StringContent(body?.ToJsonString() ?? "", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content);
        string text = await answer.Content.ReadAsStringAsync();
        return !answer.IsSuccessStatusCode ? throw new InvalidOperationException($"{Name}: POST {path}: {(int)answer.StatusCode} {text}")
            : text.Length > 0 ? JsonNode.Parse(text) : null;
    }
}
