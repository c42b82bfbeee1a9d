using System.Net;

namespace Engine.EndToEnd.Tests;

/// <summary>Containers on networks, by the docker client.</summary>
internal sealed class NetworkedContainers(PrivateEngine engine)
{
    /// <summary>Serves its name by HTTP at port 80 and echoes datagrams at port 53.</summary>
    public static string Server(string name) =>
        $"mkdir -p /www && echo {name} >/www/index.html && httpd -h /www && exec udpsvd -E 0.0.0.0 53 cat";

    /// <summary>Runs a server; its id.</summary>
    public async Task<string> ServeAsync(string name, params string[] options) =>
        (await DockerCli.RunAsync(engine, ["run", "-d", "--name", name, .. options, "busybox", "sh", "-c", Server(name)])).Succeeded();

    public async Task RunAsync(params string[] arguments) => (await DockerCli.RunAsync(engine, arguments)).Succeeded();

    public Task<CommandResult> TryAsync(params string[] arguments) => DockerCli.RunAsync(engine, arguments);

    public async Task<IPAddress> AddressAsync(string container, string network = "bridge") => IPAddress.Parse(
        (await DockerCli.RunAsync(engine, "inspect", "-f", $"{{{{(index .NetworkSettings.Networks \"{network}\").IPAddress}}}}", container)).Succeeded());

    /// <summary>What a server says, asked in a container, or null.</summary>
    public async Task<string?> GetAsync(string from, IPAddress address, int port)
    {
        var result = await DockerCli.RunAsync(
            engine, "exec", from, "sh", "-c", $"printf 'GET /index.html HTTP/1.0\\r\\n\\r\\n' | timeout 1 nc {address} {port} | tail -n 1");
        return result.Output.Trim() is { Length: > 0 } text ? text : null;
    }

    public async Task RemoveAsync(params string[] names) => await DockerCli.RunAsync(engine, ["rm", "-f", .. names]);
}
