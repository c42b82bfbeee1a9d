using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Engine.Host.Errors;
using Engine.Host.Events;
using Engine.Host.Volumes;
using Engine.Host.Volumes.Plugins;

namespace Engine.Host.Tests.Volumes;

/// <summary>A volume plugin that speaks Docker's protocol, found by each of the three ways.</summary>
public sealed class VolumePluginTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("engine-plugin-").FullName;
    private readonly List<string> asked = [];
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public VolumePluginTests()
    {
        Directory.CreateDirectory(Path.Combine(root, "sockets"));
        Directory.CreateDirectory(Path.Combine(root, "specs"));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        listener.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Theory]
    [InlineData("sockets/keeper.sock", null)]
    [InlineData("keeper.socket", "specs/keeper.spec")]
    [InlineData("keeper.socket", "specs/keeper.json")]
    public async Task Its_volumes_are_made_mounted_and_removed(string socket, string? specification)
    {
        string path = Path.Combine(root, socket);
        if (specification is not null)
        {
            await File.WriteAllTextAsync(
                Path.Combine(root, specification),
                specification.EndsWith(".json", StringComparison.Ordinal) ? $$"""{"Name":"keeper","Addr":"unix://{{path}}"}""" : "unix://" + path,
                Token);
        }

        Serve(path);
        VolumeService service = Open();
        var volume = await service.CreateAsync(new VolumeRequest { Name = "far", Driver = "keeper", Options = new Dictionary<string, string> { ["a"] = "b" } }, Token);
        Assert.Equal("keeper", volume.Driver);
        Assert.Equal("/keeper/far", (await service.MountAsync("far", "c1", Token)).Path);
        await service.UnmountAsync("far", "c1");
        await service.RemoveAsync("far", force: false, Token);
        Assert.Equal(
            [
                "/Plugin.Activate {}",
                """/VolumeDriver.Create {"Name":"far","Opts":{"a":"b"}}""",
                """/VolumeDriver.Mount {"Name":"far","ID":"c1"}""",
                """/VolumeDriver.Unmount {"Name":"far","ID":"c1"}""",
                """/VolumeDriver.Remove {"Name":"far"}""",
            ],
            asked);
    }

    [Fact]
    public async Task What_it_refuses_is_refused()
    {
        Serve(Path.Combine(root, "sockets/keeper.sock"));
        VolumeService service = Open();
        var error = await Assert.ThrowsAsync<InternalException>(() => service.CreateAsync(new VolumeRequest { Name = "bad", Driver = "keeper" }, Token));
        Assert.Equal("VolumeDriver.Create: plugin \"keeper\": no room for bad", error.Message);
        Assert.Empty(service.List(VolumeFilter.Everything));
        await Assert.ThrowsAsync<NotFoundException>(() => service.CreateAsync(new VolumeRequest { Name = "data", Driver = "../sockets/keeper" }, Token));
    }

    private VolumeService Open() => new(
        new VolumeDirectory(Path.Combine(root, "data")),
        new MemoryVolumeStore(),
        new VolumePlugins(new PluginDirectories(Path.Combine(root, "sockets"), [Path.Combine(root, "specs")])),
        new EventService(TimeProvider.System),
        TimeProvider.System);

    private void Serve(string path)
    {
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        _ = Task.Run(async () =>
        {
            while (true)
            {
                Socket connection;
                try
                {
                    connection = await listener.AcceptAsync();
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException)
                {
                    return;
                }

                _ = ServeAsync(connection);
            }
        });
    }

    private async Task ServeAsync(Socket connection)
    {
        using var stream = new NetworkStream(connection, ownsSocket: true);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        while (await reader.ReadLineAsync() is { Length: > 0 } request)
        {
            int length = 0;
            while (await reader.ReadLineAsync() is { Length: > 0 } header)
            {
                if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                {
                    length = int.Parse(header["Content-Length:".Length..]);
                }
            }

            var body = new char[length];
            await reader.ReadBlockAsync(body);
            string method = request.Split(' ')[1];
            asked.Add($"{method} {new string(body)}");
            string name = JsonNode.Parse(new string(body))!["Name"]?.GetValue<string>() ?? "";
            string answer = method switch
            {
                "/Plugin.Activate" => """{"Implements":["VolumeDriver"]}""",
                "/VolumeDriver.Mount" => $$"""{"Mountpoint":"/keeper/{{name}}","Err":""}""",
                "/VolumeDriver.Create" when name == "bad" => """{"Err":"no room for bad"}""",
                _ => """{"Err":""}""",
            };
            var status = (int)HttpStatusCode.OK;
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} OK\r\nContent-Type: application/json\r\nContent-Length: {answer.Length}\r\n\r\n{answer}"));
        }
    }
}
