using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Engine.Host.Tests.Registry;

/// <summary>A registry on loopback that speaks HTTP by hand, so that it can break it wherever a test wants.</summary>
internal sealed partial class FaultRegistry : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly Task accepting;

    public FaultRegistry()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Host => $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public ConcurrentDictionary<string, byte[]> Blobs { get; } = [];

    /// <summary>By <c>repository:reference</c>.</summary>
    public ConcurrentDictionary<string, (byte[] Content, string Type)> Manifests { get; } = [];

    public ConcurrentQueue<FakeRequest> Requests { get; } = [];

    /// <summary>Answers in place of the registry, or null to leave it to it.</summary>
    public Func<FakeRequest, FakeAnswer?> Fault { get; set; } = _ => null;

    public int Count(string method, string part) => Requests.Count(r => r.Method == method && r.Path.Contains(part, StringComparison.Ordinal));

    public string Add(byte[] blob)
    {
        var digest = DigestOf(blob);
        Blobs[digest] = blob;
        return digest;
    }

    public string AddManifest(string repository, string tag, byte[] content, string type = "application/vnd.oci.image.manifest.v1+json")
    {
        var digest = DigestOf(content);
        Manifests[$"{repository}:{tag}"] = Manifests[$"{repository}:{digest}"] = (content, type);
        return digest;
    }

    public static string DigestOf(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(connections).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var socket = await listener.AcceptSocketAsync(stopping.Token);
            connections.Add(Task.Run(() => ServeAsync(socket)));
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            await using var stream = new NetworkStream(socket);
            while (await ReadAsync(stream) is { } request)
            {
                Requests.Enqueue(request);
                if (!await AnswerAsync(socket, stream, Fault(request) ?? Serve(request), request.Method == "HEAD"))
                {
                    return;
                }
            }
        }
    }

    private async Task<bool> AnswerAsync(Socket socket, NetworkStream stream, FakeAnswer answer, bool isHead)
    {
        var body = answer.Body ?? [];
        var head = new StringBuilder($"HTTP/1.1 {answer.Status} X\r\n");
        head.Append(string.Concat(answer.Headers.Select(h => $"{h.Key}: {h.Value}\r\n")));
        head.Append(answer.IsEndless ? "Connection: close\r\n\r\n" : $"Content-Length: {answer.DeclaredLength ?? body.Length}\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ToString()), stopping.Token);
        var sent = answer.CutAfter ?? answer.StallAfter ?? body.Length;
        await stream.WriteAsync(isHead ? default : body.AsMemory(0, Math.Min(sent, body.Length)), stopping.Token);
        while (answer.IsEndless)
        {
            await stream.WriteAsync(body, stopping.Token);
        }

        if (answer.StallAfter is not null)
        {
            await Task.Delay(Timeout.Infinite, stopping.Token);
        }

        if (answer.CutAfter is not null)
        {
            socket.LingerState = new LingerOption(true, 0);
            return false;
        }

        return answer.DeclaredLength is null;
    }

    private async Task<FakeRequest?> ReadAsync(NetworkStream stream)
    {
        var lines = new List<string>();
        while (await LineAsync(stream) is { } line)
        {
            if (line.Length == 0)
            {
                break;
            }

            lines.Add(line);
        }

        if (lines.Count == 0)
        {
            return null;
        }

        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(p => p[0].ToLowerInvariant(), p => p[1]);
        var target = lines[0].Split(' ')[1].Split('?', 2);
        return new(lines[0].Split(' ')[0], Uri.UnescapeDataString(target[0]), target.Length > 1 ? target[1] : "", headers, await BodyAsync(stream, headers));
    }

    private async Task<byte[]> BodyAsync(NetworkStream stream, Dictionary<string, string> headers)
    {
        if (headers.TryGetValue("content-length", out var length))
        {
            var body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(body, stopping.Token);
            return body;
        }

        var chunks = new MemoryStream();
        while (headers.ContainsKey("transfer-encoding"))
        {
            var chunk = new byte[int.Parse((await LineAsync(stream))!, NumberStyles.HexNumber, CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(chunk, stopping.Token);
            await LineAsync(stream);
            if (chunk.Length == 0)
            {
                break;
            }

            chunks.Write(chunk);
        }

        return chunks.ToArray();
    }

    private async Task<string?> LineAsync(NetworkStream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, stopping.Token) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return line.Length == 0 ? null : line.ToString();
    }
}
