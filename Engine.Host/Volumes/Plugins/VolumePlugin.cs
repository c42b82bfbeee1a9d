using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Engine.Host.Errors;

namespace Engine.Host.Volumes.Plugins;

/// <summary>A program that keeps volumes, spoken to by Docker's volume plugin protocol: HTTP with JSON on a socket.</summary>
internal sealed class VolumePlugin : IDisposable
{
    private static readonly MediaTypeHeaderValue ContentType = new("application/vnd.docker.plugins.v1.1+json");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string name;
    private readonly HttpClient http;

    private VolumePlugin(string name, HttpMessageHandler handler, Uri address)
    {
        this.name = name;
        http = new HttpClient(handler) { BaseAddress = address, Timeout = Patience };
    }

    /// <summary>A plugin at an address, or null when that is none.</summary>
    public static VolumePlugin? TryAt(string name, string address)
    {
        const string Unix = "unix://";
        if (address.StartsWith(Unix, StringComparison.Ordinal))
        {
            return new VolumePlugin(name, Socket(address[Unix.Length..]), new Uri("http://plugin/"));
        }

        return Uri.TryCreate(address.Replace("tcp://", "http://", StringComparison.Ordinal), UriKind.Absolute, out Uri? uri) && uri.Scheme == "http"
            ? new VolumePlugin(name, new SocketsHttpHandler(), uri)
            : null;
    }

    /// <summary>Whether it answers and keeps volumes.</summary>
    public async Task<bool> IsVolumeDriverAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await AskAsync("Plugin.Activate", new PluginRequest(), cancellationToken)).Implements?.Contains("VolumeDriver") == true;
        }
        catch (EngineException)
        {
            return false;
        }
    }

    public void Dispose() => http.Dispose();

    public Task CreateAsync(string volume, IReadOnlyDictionary<string, string>? options, CancellationToken cancellationToken) =>
        AskAsync("VolumeDriver.Create", new PluginRequest { Name = volume, Opts = options }, cancellationToken);

    public Task RemoveAsync(string volume, CancellationToken cancellationToken) =>
        AskAsync("VolumeDriver.Remove", new PluginRequest { Name = volume }, cancellationToken);

    /// <summary>Makes the volume available and answers where.</summary>
    public async Task<string> MountAsync(string volume, string id, CancellationToken cancellationToken)
    {
        PluginAnswer answer = await AskAsync("VolumeDriver.Mount", new PluginRequest { Name = volume, ID = id }, cancellationToken);
        return answer.Mountpoint is ['/', ..] path ? path : throw Failed("VolumeDriver.Mount", $"it answered no absolute path: {answer.Mountpoint}");
    }

    public Task UnmountAsync(string volume, string id, CancellationToken cancellationToken) =>
        AskAsync("VolumeDriver.Unmount", new PluginRequest { Name = volume, ID = id }, cancellationToken);

    private async Task<PluginAnswer> AskAsync(string method, PluginRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var content = JsonContent.Create(request, PluginJson.Default.PluginRequest, ContentType);
            await content.LoadIntoBufferAsync(cancellationToken);
            using HttpResponseMessage response = await http.PostAsync(method, content, cancellationToken);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            PluginAnswer answer = body.Length == 0
                ? new PluginAnswer()
                : JsonSerializer.Deserialize(body, PluginJson.Default.PluginAnswer) ?? new PluginAnswer();
            return answer.Err is { Length: > 0 } error ? throw Failed(method, error)
                : response.IsSuccessStatusCode ? answer
                : throw Failed(method, $"HTTP status {(int)response.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new UnavailableException($"{method}: plugin \"{name}\": {e.Message}", innerException: e);
        }
    }

    private InternalException Failed(string method, string reason) => new($"{method}: plugin \"{name}\": {reason}");

    private static SocketsHttpHandler Socket(string path) => new()
    {
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
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
    };
}
