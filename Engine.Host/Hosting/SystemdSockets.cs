using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Engine.Host.Configuration;
using Engine.Linux;

namespace Engine.Host.Hosting;

/// <summary>
/// Sockets that systemd listens on for the daemon (sd_listen_fds(3)): descriptors from 3 on. They are matched with the configured
/// addresses by what they are bound to, so that the unit files need no flags of their own.
/// </summary>
internal sealed class SystemdSockets
{
    private const int FirstDescriptor = 3;
    private readonly List<Socket> _sockets = [];

    /// <summary>Takes the sockets over from the environment; once.</summary>
    public static SystemdSockets Take()
    {
        var taken = new SystemdSockets();
        if (Environment.GetEnvironmentVariable("LISTEN_PID") == Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
            && int.TryParse(Environment.GetEnvironmentVariable("LISTEN_FDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            for (var fd = FirstDescriptor; fd < FirstDescriptor + count; fd++)
            {
                CloseOnExec.Set(fd);
                taken._sockets.Add(new Socket(new SafeSocketHandle(fd, ownsHandle: true)));
            }
        }

        // They are meant for this process, not for those it starts.
        foreach (var name in new[] { "LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES" })
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        return taken;
    }

    /// <summary>The socket bound to an address, or null.</summary>
    public Socket? Find(ListenAddress address) => _sockets.Find(s => s.LocalEndPoint switch
    {
        UnixDomainSocketEndPoint unix => address.SocketPath is not null && unix.ToString() == address.SocketPath,
        IPEndPoint ip => ip.Equals(address.EndPoint),
        _ => false,
    });
}
