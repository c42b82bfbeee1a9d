using Engine.Host.Hosting;
using Engine.Host.Logging;
using Engine.Protocol;
using Microsoft.AspNetCore.Connections;
using StreamJsonRpc;

namespace Engine.Host.Api.Rpc;

/// <summary>Serves JSON-RPC on connections that Kestrel accepted. What a client's calls began ends with its connection.</summary>
internal sealed partial class RpcServer(
    IContainerService containers,
    IImageService images,
    INetworkService networks,
    IVolumeService volumes,
    IEngineService engine,
    ILogger<RpcServer> logger,
    CancellationToken stopping)
{
    private static readonly RpcTargetMetadata s_containers = RpcTargetMetadata.FromShape<IContainerService>();
    private static readonly RpcTargetMetadata s_images = RpcTargetMetadata.FromShape<IImageService>();
    private static readonly RpcTargetMetadata s_networks = RpcTargetMetadata.FromShape<INetworkService>();
    private static readonly RpcTargetMetadata s_volumes = RpcTargetMetadata.FromShape<IVolumeService>();
    private static readonly RpcTargetMetadata s_engine = RpcTargetMetadata.FromShape<IEngineService>();

    public async Task ServeAsync(ConnectionContext connection)
    {
        using var rpc = RpcChannel.Open(new DuplexPipeStream(connection.Transport), Describe);
        rpc.AddLocalRpcTarget(s_containers, containers, null);
        rpc.AddLocalRpcTarget(s_images, images, null);
        rpc.AddLocalRpcTarget(s_networks, networks, null);
        rpc.AddLocalRpcTarget(s_volumes, volumes, null);
        rpc.AddLocalRpcTarget(s_engine, engine, null);
        rpc.CancelLocallyInvokedMethodsWhenConnectionIsClosed = true;
        rpc.StartListening();
        await using var registration = stopping.Register(rpc.Dispose);
        try
        {
            await rpc.Completion.WaitAsync(connection.ConnectionClosed);
        }
        catch (OperationCanceledException)
        {
            // The client closed its end.
        }
        catch (Exception e) when (e is ConnectionLostException or IOException or ObjectDisposedException or BadRpcHeaderException)
        {
            Broken(e.Message);
        }
    }

    private EngineErrorData Describe(Exception failure)
    {
        if (failure is not Errors.EngineException)
        {
            Failed(failure);
        }

        return RpcErrors.Describe(failure);
    }

    [LoggerMessage((int)LogEvent.RpcFailed, LogLevel.Error, "A JSON-RPC call failed")]
    private partial void Failed(Exception exception);

    [LoggerMessage((int)LogEvent.RpcConnectionBroken, LogLevel.Debug, "A JSON-RPC connection broke: {Reason}")]
    private partial void Broken(string reason);
}
