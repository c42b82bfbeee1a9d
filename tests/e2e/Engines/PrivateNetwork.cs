using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Engine.Linux.Namespaces;

namespace Engine.EndToEnd.Tests;

/// <summary>A network namespace with a loopback interface, held by a process that does nothing else: it outlives the daemon that is killed in it.</summary>
internal sealed class PrivateNetwork : IDisposable
{
    private readonly Process _holder;

    private PrivateNetwork(Process holder) => _holder = holder;

    /// <summary>The words before a command that is to run in it.</summary>
    public string[] Enter => ["nsenter", $"--net=/proc/{_holder.Id.ToString(CultureInfo.InvariantCulture)}/ns/net"];

    public static async Task<PrivateNetwork> CreateAsync()
    {
        var start = new ProcessStartInfo("unshare", ["--net", "sh", "-c", $"{Busybox.Program} ip link set lo up && echo ready && exec cat"])
        {
            // It ends with the test's process, however that ends.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var holder = Process.Start(start)!;
        var network = new PrivateNetwork(holder);
        if (await holder.StandardOutput.ReadLineAsync() is not "ready")
        {
            network.Dispose();
            throw new InvalidOperationException("no network namespace could be made");
        }

        return network;
    }

    /// <summary>Opens something in it, such as a socket, which stays there.</summary>
    public async Task<T> OpenAsync<T>(Func<T> open)
    {
        using var space = NetworkNamespace.Of(_holder.Id);
        return await space.RunAsync(open);
    }

    /// <summary>A connection made in it.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public Task<Socket> ConnectAsync(EndPoint address) => OpenAsync(() =>
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(address);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    });

    /// <summary>The namespace itself; the caller's to dispose.</summary>
    public NetworkNamespace Open() => NetworkNamespace.Of(_holder.Id);

    /// <summary>A port that nobody has here: most likely free in a namespace too, where hardly anything listens.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        _holder.Kill();
        _holder.WaitForExit();
        _holder.Dispose();
    }
}
