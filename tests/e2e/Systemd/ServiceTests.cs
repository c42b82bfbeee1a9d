using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Engine.EndToEnd.Tests;

/// <summary>The daemon as a service manager runs it: with a socket that listens already, and a notification when it is ready.</summary>
public sealed class ServiceTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("engine-service").FullName;

    [Fact]
    public async Task A_socket_that_is_passed_on_is_served_and_readiness_is_told()
    {
        Assert.SkipUnless(Environment.UserName == "root" && BuiltProgram.Host is not null && BuiltProgram.Runtime is not null, "needs root and the published programs");
        var path = Path.Combine(_directory, "engine.sock");
        using var notifications = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        notifications.Bind(new UnixDomainSocketEndPoint(Path.Combine(_directory, "notify")));
        using var listening = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listening.Bind(new UnixDomainSocketEndPoint(path));
        listening.Listen();

        // What connects before the service is there waits in the socket's queue.
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(new UnixDomainSocketEndPoint(path), TestContext.Current.CancellationToken);
        await client.SendAsync("GET /_ping HTTP/1.1\r\nHost: engine\r\nConnection: close\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        using var daemon = Start(listening, path);
        try
        {
            Assert.Contains("READY=1", await NotificationAsync(notifications), StringComparison.Ordinal);
            Assert.StartsWith("HTTP/1.1 200 OK", await ReadAsync(client), StringComparison.Ordinal);
            HostProcess.Terminate(daemon.Id);
            Assert.Contains("STOPPING=1", await NotificationAsync(notifications), StringComparison.Ordinal);
            await daemon.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, daemon.ExitCode);
            Assert.True(File.Exists(path), "the socket is the service manager's: it listens on for the next start");
        }
        finally
        {
            if (!daemon.HasExited)
            {
                daemon.Kill();
            }
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    // As systemd does it: the descriptor is 3, and LISTEN_PID names the process it is meant for.
    private Process Start(Socket listening, string path)
    {
        const string script = "exec 3<&\"$1\"; shift; export LISTEN_PID=$$ LISTEN_FDS=1; exec \"$@\"";
        var start = new ProcessStartInfo("bash",
        [
            "-c", script, "bash", listening.Handle.ToString(), BuiltProgram.Host!, "--host", "unix://" + path, "--rpc", "unix://" + Path.Combine(_directory, "rpc.sock"),
            "--data-root", Path.Combine(_directory, "data"), "--exec-root", Path.Combine(_directory, "run"), "--runtime", BuiltProgram.Runtime!, "--log-level", "warn", "--bridge", "es-" + _directory[^6..],
        ]);
        start.Environment["NOTIFY_SOCKET"] = Path.Combine(_directory, "notify");
        InheritableDescriptor.Set(listening.Handle);
        return Process.Start(start)!;
    }

    private static async Task<string> NotificationAsync(Socket notifications)
    {
        var buffer = new byte[4096];
        var length = await notifications.ReceiveAsync(buffer, TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static async Task<string> ReadAsync(Socket client)
    {
        using var reader = new StreamReader(new NetworkStream(client));
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
