using System.Net;
using System.Net.Sockets;
using Engine.Linux.Namespaces;

namespace Engine.EndToEnd.Tests;

/// <summary>Containers on networks, by the docker client.</summary>
internal sealed class NetworkedContainers(PrivateEngine engine)
{
    /// <summary>Serves its name by HTTP at port 80.</summary>
    private static string Server(string name) => $"mkdir -p /www && echo {name} >/www/index.html && exec httpd -f -h /www";

    /// <summary>Runs a server; its id.</summary>
    public async Task<string> ServeAsync(string name, params string[] options) =>
        (await DockerCli.RunAsync(engine, ["run", "-d", "--name", name, .. options, "busybox", "sh", "-c", Server(name)])).Succeeded();

    public async Task RunAsync(params string[] arguments) => (await DockerCli.RunAsync(engine, arguments)).Succeeded();

    public Task<CommandResult> TryAsync(params string[] arguments) => DockerCli.RunAsync(engine, arguments);

    public async Task<IPAddress> AddressAsync(string container, string network = "bridge") => IPAddress.Parse(
        (await DockerCli.RunAsync(engine, "inspect", "-f", $"{{{{(index .NetworkSettings.Networks \"{network}\").IPAddress}}}}", container)).Succeeded());

    /// <summary>What a server says, asked in a container, or null.</summary>
    public async Task<string?> GetAsync(string from, IPAddress address, int port, int seconds = 5)
    {
        var result = await DockerCli.RunAsync(
            engine, "exec", from, "sh", "-c", $"printf 'GET /index.html HTTP/1.0\\r\\n\\r\\n' | timeout {seconds} nc {address} {port} | tail -n 1");
        return result.Output.Trim() is { Length: > 0 } text ? text : null;
    }

    /// <summary>Echoes datagrams in the container's namespace at port 53, until it is disposed.</summary>
    public async Task<IDisposable> EchoAsync(string container)
    {
        var pid = int.Parse((await DockerCli.RunAsync(engine, "inspect", "-f", "{{.State.Pid}}", container)).Succeeded());
        using var space = NetworkNamespace.Of(pid);
        var socket = await space.RunAsync(() =>
        {
            var server = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            server.Bind(new IPEndPoint(IPAddress.Any, 53));
            return server;
        });
        _ = EchoAsync(socket);
        return socket;
    }

    private static async Task EchoAsync(Socket socket)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0));
                await socket.SendToAsync(buffer.AsMemory(0, received.ReceivedBytes), SocketFlags.None, received.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    public async Task RemoveAsync(params string[] names) => await DockerCli.RunAsync(engine, ["rm", "-f", .. names]);
}
