using System.Diagnostics;

namespace Engine.EndToEnd.Tests;

/// <summary>Clients that hold streams open: one attached to a container, one with an interactive exec.</summary>
internal sealed class AttachedClients : IDisposable
{
    private readonly Process[] _clients;

    public AttachedClients(PrivateEngine engine, string attachTo, string execIn) => _clients =
    [
        DockerCli.Start(engine, "attach", "--no-stdin", "--sig-proxy=false", attachTo),
        DockerCli.Start(engine, "exec", "-i", execIn, "cat"),
    ];

    public void Dispose()
    {
        foreach (var client in _clients)
        {
            client.Kill();
            client.WaitForExit();
            client.Dispose();
        }
    }
}
