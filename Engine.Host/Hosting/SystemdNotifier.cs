using System.Net.Sockets;
using System.Text;
using Engine.Host.Logging;

namespace Engine.Host.Hosting;

/// <summary>Tells systemd how the daemon is (sd_notify(3)); does nothing when it was not started by systemd.</summary>
internal sealed partial class SystemdNotifier(ILogger logger)
{
    private readonly string? _path = Environment.GetEnvironmentVariable("NOTIFY_SOCKET");

    public void Ready() => Send("READY=1\nSTATUS=Serving");

    public void Stopping() => Send("STOPPING=1\nSTATUS=Stopping; containers keep running");

    private void Send(string state)
    {
        if (string.IsNullOrEmpty(_path))
        {
            return;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

            // An @ stands for the zero that begins an abstract name.
            var name = _path[0] == '@' ? "\0" + _path[1..] : _path;
            socket.SendTo(Encoding.UTF8.GetBytes(state), new UnixDomainSocketEndPoint(name));
        }
        catch (SocketException e)
        {
            NotifyFailed(_path, e.Message);
        }
    }

    [LoggerMessage((int)LogEvent.NotifyFailed, LogLevel.Warning, "systemd could not be told at {Path}: {Reason}")]
    private partial void NotifyFailed(string path, string reason);
}
