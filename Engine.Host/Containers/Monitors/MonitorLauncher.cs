using System.Net.Sockets;
using Engine.Linux;

namespace Engine.Host.Containers.Monitors;

/// <summary>Starts monitors from a sealed copy of the runtime's binary, made once: neither an upgrade of the file nor a container can change what runs.</summary>
internal sealed class MonitorLauncher : IMonitorLauncher, IDisposable
{
    private readonly FileDescriptor binary;
    private readonly string path;
    private readonly string execRoot;

    /// <param name="runtimePath">The <c>engine-runtime</c> program.</param>
    /// <param name="execRoot">The engine's run directory: tells people, and the check, which engine a monitor is of.</param>
    public MonitorLauncher(string runtimePath, string execRoot)
    {
        this.execRoot = execRoot;
        binary = SealedMemoryFile.CopyOf(runtimePath);
        path = $"/proc/self/fd/{binary.Number}";
    }

    public MonitorConnection Start(IMonitorEvents events)
    {
        (FileDescriptor ours, FileDescriptor theirs) = UnixSocket.CreatePair();
        int pid;
        using (theirs)
        {
            try
            {
                pid = PosixSpawn.Start(path, ["engine-runtime", "monitor", execRoot], [], theirs);
            }
            catch
            {
                ours.Dispose();
                throw;
            }
        }

        var handle = new SafeSocketHandle(ours.Number, ownsHandle: true);
        ours.SetHandleAsInvalid();
        return new MonitorConnection(new Socket(handle), events, pid);
    }

    public async Task<MonitorConnection?> ConnectAsync(string socketPath, IMonitorEvents events, CancellationToken cancellationToken)
    {
        try
        {
            return await MonitorConnection.ConnectAsync(socketPath, events, cancellationToken);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.AddressNotAvailable
            || e.NativeErrorCode == (int)Errno.ENOENT)
        {
            return null;
        }
    }

    public void Dispose() => binary.Dispose();
}
