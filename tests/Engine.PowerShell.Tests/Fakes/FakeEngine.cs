using System.Net.Sockets;
using Engine.Protocol;
using StreamJsonRpc;

namespace Engine.PowerShell.Tests.Fakes;

/// <summary>An engine without containers: serves the real contract on a real socket from memory, and notes the calls.</summary>
public sealed class FakeEngine : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly List<JsonRpc> _connections = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("engine-ps-");

    public FakeEngine()
    {
        SocketPath = Path.Combine(_folder.FullName, "rpc.sock");
        Containers = new FakeContainers(Calls);
        Images = new FakeImages(Calls);
        Networks = new FakeNetworks(Calls);
        Volumes = new FakeVolumes(Calls);
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen();
        _ = AcceptAsync();
    }

    public string SocketPath { get; }

    public CallLog Calls { get; } = new();

    public FakeContainers Containers { get; }

    public FakeImages Images { get; }

    public FakeNetworks Networks { get; }

    public FakeVolumes Volumes { get; }

    public void Dispose()
    {
        _listener.Dispose();
        lock (_connections)
        {
            _connections.ForEach(connection => connection.Dispose());
        }

        _folder.Delete(recursive: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var rpc = RpcChannel.Open(new NetworkStream(await _listener.AcceptAsync(), ownsSocket: true));
                rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IEngineService>(), new FakeEngineService(), null);
                rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IContainerService>(), Containers, null);
                rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IImageService>(), Images, null);
                rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<INetworkService>(), Networks, null);
                rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IVolumeService>(), Volumes, null);
                rpc.StartListening();
                lock (_connections)
                {
                    _connections.Add(rpc);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed: nobody connects any more.
        }
    }
}
