using System.Net.Sockets;
using StreamJsonRpc;

namespace Engine.Protocol;

/// <summary>A client's connection to an engine's <c>rpc.sock</c>. Calls fail with StreamJsonRpc's exceptions; <see cref="EngineFailure"/> tells what they mean.</summary>
public sealed partial class EngineClient : IDisposable
{
    private readonly JsonRpc _rpc;

    private EngineClient(JsonRpc rpc)
    {
        _rpc = rpc;
        Engine = rpc.Attach<IEngineService>();
        Containers = rpc.Attach<IContainerService>();
        Images = rpc.Attach<IImageService>();
        Networks = rpc.Attach<INetworkService>();
        Volumes = rpc.Attach<IVolumeService>();
        rpc.StartListening();
    }

    /// <summary>The engine itself.</summary>
    public IEngineService Engine { get; }

    /// <summary>Containers.</summary>
    public IContainerService Containers { get; }

    /// <summary>Images.</summary>
    public IImageService Images { get; }

    /// <summary>Networks.</summary>
    public INetworkService Networks { get; }

    /// <summary>Volumes.</summary>
    public IVolumeService Volumes { get; }

    /// <summary>The connection has ended; every call fails.</summary>
    public bool IsClosed => _rpc.IsDisposed || _rpc.Completion.IsCompleted;

    /// <summary>Connects.</summary>
    /// <param name="socketPath">Path of the engine's RPC socket.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SocketException">Nobody listens there, or the socket's mode forbids it.</exception>
    public static async Task<EngineClient> ConnectAsync(string socketPath, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken).ConfigureAwait(false);
            return new EngineClient(RpcChannel.Open(new NetworkStream(socket, ownsSocket: true)));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _rpc.Dispose();
}
