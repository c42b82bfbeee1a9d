using System.Net;
using System.Net.Sockets;
using Engine.Linux;

namespace Engine.Host.Networking.Ports;

/// <summary>
/// Ports of the host that containers have. A bound socket holds each, so that no program of the host gets it and one that has it is noticed.
/// </summary>
internal sealed class PortReservations : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<(ProtocolType Protocol, int Port, IPAddress Address), FileDescriptor?> held = [];

    /// <summary>Takes a port.</summary>
    /// <returns>Null, or why not.</returns>
    public PortRefusal? TryTake(ProtocolType protocol, IPAddress address, int port)
    {
        lock (gate)
        {
            if (held.Keys.Any(key => key.Protocol == protocol && key.Port == port && Conflict(key.Address, address)))
            {
                return PortRefusal.Allocated;
            }

            try
            {
                held[(protocol, port, address)] = BoundSocket.Bind(protocol, address, port);
                return null;
            }
            catch (LinuxException e) when (e.Errno is Errno.EPROTONOSUPPORT or Errno.EAFNOSUPPORT or Errno.ESOCKTNOSUPPORT)
            {
                // Without SCTP in the kernel nobody else can have it.
                held[(protocol, port, address)] = null;
                return null;
            }
            catch (LinuxException e)
            {
                return new PortRefusal(e.Errno switch
                {
                    Errno.EADDRINUSE => "address already in use",
                    Errno.EADDRNOTAVAIL => "cannot assign requested address",
                    Errno.EACCES => "permission denied",
                    _ => e.Message,
                });
            }
        }
    }

    /// <summary>Gives a port back.</summary>
    public void Release(ProtocolType protocol, IPAddress address, int port)
    {
        lock (gate)
        {
            if (held.Remove((protocol, port, address), out FileDescriptor? socket))
            {
                socket?.Dispose();
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (FileDescriptor? socket in held.Values)
            {
                socket?.Dispose();
            }

            held.Clear();
        }
    }

    private static bool Conflict(IPAddress one, IPAddress other) =>
        one.AddressFamily == other.AddressFamily && (one.Equals(other) || IsAny(one) || IsAny(other));

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
