using System.IO.Pipelines;
using System.Text;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Hosting;
using Microsoft.AspNetCore.Connections.Features;

namespace Engine.Host.Api.Rest.Streams;

/// <summary>
/// Docker's hijack: after the answer's head the connection is a raw stream in both directions. Kestrel's own upgrade refuses a request that
/// has a body, which <c>POST /exec/{id}/start</c> has, so the transport is used directly once the body was read.
/// </summary>
internal sealed class Hijack
{
    public const string RawStream = "application/vnd.docker.raw-stream";
    public const string MultiplexedStream = "application/vnd.docker.multiplexed-stream";

    // A client that never reads would hold the connection for ever.
    private static readonly TimeSpan s_drainTime = TimeSpan.FromSeconds(30);

    private readonly RestRequest _request;
    private readonly IDuplexPipe _transport;
    private readonly CancellationTokenSource _ended;

    private Hijack(RestRequest request, ConnectionTakeover? takeover)
    {
        _request = request;
        _ended = CancellationTokenSource.CreateLinkedTokenSource(request.Stopping, takeover?.Gone ?? CancellationToken.None);
        _transport = request.Http.Features.Get<IConnectionTransportFeature>()!.Transport;
    }

    /// <summary>What the client sends; completed when it closed its sending side.</summary>
    public PipeReader Input => _transport.Input;

    /// <summary>What the client gets.</summary>
    public PipeWriter Output => _transport.Output;

    /// <summary>
    /// Ends when the client is gone or the daemon stops. The request's own token will not do: Kestrel takes a client that closed its sending
    /// side for one that is gone, and a program's output goes on after its input ended.
    /// </summary>
    public CancellationToken CancellationToken => _ended.Token;

    /// <summary>Since API 1.42 the content type tells whether the output is multiplexed.</summary>
    public static string ContentType(RestRequest request, bool tty) =>
        tty || request.Version < new ApiVersion(1, 42) ? RawStream : MultiplexedStream;

    /// <summary>Takes the connection over and sends the head. The request's body must have been read.</summary>
    public static async Task<Hijack> BeginAsync(RestRequest request, string contentType)
    {
        var takeover = request.Http.Features.Get<ConnectionTakeover>();
        var hijack = new Hijack(request, takeover);
        takeover?.Take();
        var upgrade = request.Http.Request.Headers.Upgrade.Count > 0;
        var head = new StringBuilder(upgrade
            ? $"HTTP/1.1 101 UPGRADED\r\nContent-Type: {contentType}\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n"
            : $"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\n");
        foreach (var (name, value) in request.Response.Headers)
        {
            head.Append(name).Append(": ").Append(value.ToString()).Append("\r\n");
        }

        await hijack.Output.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), request.CancellationToken);
        return hijack;
    }

    /// <summary>Ends the connection once what was written has left.</summary>
    public async Task EndAsync()
    {
        var http = _request.Http;
        try
        {
            // The transport lets go of its end of the pipe when it has sent the last byte; aborting before would drop what it still holds.
            var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
#pragma warning disable CS0618 // Not every pipe tells; the socket transport's own pipe does, and for others there is the time limit.
            (Raw?.Output ?? Output).OnReaderCompleted(static (_, state) => ((TaskCompletionSource)state!).TrySetResult(), sent);
#pragma warning restore CS0618
            if (http.Features.Get<IConnectionFinisher>() is { } finisher)
            {
                await finisher.FinishAsync().WaitAsync(s_drainTime);
            }
            else
            {
                await Output.CompleteAsync();
            }

            await sent.Task.WaitAsync(s_drainTime);
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            // The client is gone or does not read: there is nobody to be told.
        }
        finally
        {
            _ended.Dispose();
            http.Abort();
        }
    }

    private IDuplexPipe? Raw => _request.Http.Features.Get<IConnectionFinisher>()?.Transport;
}
