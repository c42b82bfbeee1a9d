using System.Diagnostics;
using System.Globalization;

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
        var start = new ProcessStartInfo("unshare", ["--net", "sh", "-c", $"{Busybox.Program} ip link set lo up && echo ready && exec sleep infinity"])
        {
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

    /// <summary>Runs a program in it.</summary>
    public Task<CommandResult> RunAsync(params string[] command) => CommandResult.RunAsync(Enter[0], [.. Enter[1..], .. command], null);

    public void Dispose()
    {
        _holder.Kill();
        _holder.WaitForExit();
        _holder.Dispose();
    }
}
