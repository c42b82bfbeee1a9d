using System.Net;
using System.Net.Sockets;
using System.Text;
using Engine.Linux.Namespaces;
using Engine.Linux.Netlink;

namespace Engine.EndToEnd.Tests;

/// <summary>Another machine on the engine's wire: a network namespace with a cable between, and the engine's machine as its router.</summary>
internal sealed class Neighbour : IDisposable
{
    // Seconds; on a busy machine an answer takes its time. Who expects none need not wait so long.
    private const int Patience = 5;

    private readonly PrivateNetwork _network;
    private readonly NetlinkSocket _host;

    private Neighbour(PrivateNetwork network, NetlinkSocket host)
    {
        _network = network;
        _host = host;
    }

    /// <summary>The engine's machine on the wire.</summary>
    public static IPAddress Host { get; } = IPAddress.Parse("198.51.100.1");

    /// <summary>The neighbour on the wire.</summary>
    public static IPAddress Self { get; } = IPAddress.Parse("198.51.100.2");

    public static async Task<Neighbour> ConnectAsync(PrivateEngine engine)
    {
        var network = await PrivateNetwork.CreateAsync();
        using NetworkNamespace here = network.Open();
        NetlinkSocket socket = await engine.Network.OpenAsync(() => NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE));
        var cable = new RouteRequest();
        cable.AddVeth(new LinkDefinition { Name = "wire", Up = true }, new LinkDefinition { Name = "wire", Namespace = here.Descriptor });
        socket.Execute(cable.Messages);
        var address = new RouteRequest();
        address.AddAddress(socket.FindLink("wire")!.Index, Host, 24);
        socket.Execute(address.Messages);

        using NetlinkSocket inside = await network.OpenAsync(() => NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE));
        var own = new RouteRequest();
        int wire = inside.FindLink("wire")!.Index;
        own.AddAddress(wire, Self, 24);
        own.SetUp(wire, up: true);
        own.AddRoute(new IPNetwork(IPAddress.Any, 0), Host, wire);
        inside.Execute(own.Messages);
        return new Neighbour(network, socket);
    }

    /// <summary>Sends packets for 127.0.0.0/8 out on the wire, as an attacker would.</summary>
    public async Task RouteLoopbackAsync()
    {
        await _network.OpenAsync(() =>
        {
            File.WriteAllText("/proc/sys/net/ipv4/conf/all/route_localnet", "1");
            return true;
        });
        using NetlinkSocket socket = await _network.OpenAsync(() => NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE));
        var request = new RouteRequest();
        request.DeleteAddress(socket.FindLink("lo")!.Index, IPAddress.Loopback, 8);
        request.AddRoute(IPNetwork.Parse("127.0.0.0/8"), Host, socket.FindLink("wire")!.Index);
        socket.Execute(request.Messages);
    }

    /// <inheritdoc cref="GetAsync(PrivateNetwork, IPAddress, int, int)"/>
    public Task<string?> GetAsync(IPAddress address, int port, int seconds = Patience) => GetAsync(_network, address, port, seconds);

    /// <summary>What a container's web server says, asked in a namespace, or null.</summary>
    public static async Task<string?> GetAsync(PrivateNetwork from, IPAddress address, int port, int seconds = Patience)
    {
        using Socket socket = await from.OpenAsync(() => new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            await socket.ConnectAsync(address, port, patience.Token);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync("GET /index.html HTTP/1.0\r\n\r\n"u8.ToArray(), patience.Token);
            using var reader = new StreamReader(stream);
            var answer = await reader.ReadToEndAsync(patience.Token);
            return answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Trim();
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    /// <summary>What comes back of a datagram, or null.</summary>
    public static async Task<string?> EchoAsync(PrivateNetwork from, IPAddress address, int port, string text)
    {
        using Socket socket = await from.OpenAsync(() => new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(Patience));
        var buffer = new byte[64 * 1024];
        try
        {
            await socket.ConnectAsync(address, port, patience.Token);
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), patience.Token);
            return Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, patience.Token));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="EchoAsync(PrivateNetwork, IPAddress, int, string)"/>
    public Task<string?> EchoAsync(IPAddress address, int port, string text) => EchoAsync(_network, address, port, text);

    public void Dispose()
    {
        var request = new RouteRequest();
        request.DeleteLink("wire");
        _host.Execute(request.Messages);
        _host.Dispose();
        _network.Dispose();
    }
}
