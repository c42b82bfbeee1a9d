using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Engine.Host.Api.Streams;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Containers.Sessions;
using Engine.Host.Errors;
using Microsoft.AspNetCore.Http.Features;

namespace Engine.Host.Api.Rest.Streams;

/// <summary>Attach by WebSocket (RFC 6455): messages in are standard input, messages out are output.</summary>
internal static class WebSocketPump
{
    public static async Task RunAsync(RestRequest request, IContainerSession session)
    {
        var upgrade = request.Http.Features.Get<IHttpUpgradeFeature>();
        var key = request.Http.Request.Headers.SecWebSocketKey.ToString();
        if (upgrade is not { IsUpgradableRequest: true } || key.Length == 0)
        {
            throw new InvalidArgumentException("this endpoint is for WebSocket clients: Upgrade: websocket and Sec-WebSocket-Key are missing");
        }

        request.Response.Headers.Upgrade = "websocket";
        request.Response.Headers.SecWebSocketAccept = Accept(key);
        var stream = await upgrade.UpgradeAsync();
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
        var input = new Pipe();
        var output = new Pipe();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(request.CancellationToken);
        var receiving = ReceiveAsync(socket, input.Writer, ended.Token);
        var sending = SendAsync(socket, output.Reader, ended.Token);
        try
        {
            await SessionPump.RunAsync(session, input.Reader, output.Writer, multiplexed: false, request.CancellationToken);
        }
        finally
        {
            await output.Writer.CompleteAsync();
            await sending;
            await ended.CancelAsync();
            await receiving;
        }
    }

    // RFC 6455 section 4.2.2: the key with this GUID behind it, hashed. SHA-1 is the protocol's, and protects nothing here.
#pragma warning disable CA5350
    private static string Accept(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350

    private static async Task ReceiveAsync(WebSocket socket, PipeWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(writer.GetMemory(4096), cancellationToken);
                writer.Advance(received.Count);
                await writer.FlushAsync(cancellationToken);
            }
            while (received.MessageType is not WebSocketMessageType.Close);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Gone without a closing handshake.
        }
        finally
        {
            await writer.CompleteAsync();
        }
    }

    private static async Task SendAsync(WebSocket socket, PipeReader reader, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync(cancellationToken);
                if (!result.Buffer.IsEmpty)
                {
                    await socket.SendAsync(result.Buffer.ToArray(), WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
                }

                reader.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                    return;
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            await reader.CompleteAsync(e);
        }
    }
}
