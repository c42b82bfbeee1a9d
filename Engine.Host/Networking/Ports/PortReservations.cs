using System.Net;
using System.Net.Sockets;
using Engine.Linux;

namespace Engine.Host.Networking.Ports;

/// <summary>
/// Ports of the host that containers have. A socket holds each, so that no program of the host gets it and one that has it is noticed. Packets
/// are translated before they could reach it, but for those of IPv6 that cannot be: their sockets are relayed.
/// </summary>
internal sealed class PortReservations : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<(ProtocolType Protocol, int Port), Dictionary<IPAddress, HeldPort>> held = [];

    /// <summary>Takes a port.</summary>
    /// <returns>Null, or why not.</returns>
    public PortRefusal? TryTake(ProtocolType protocol, IPAddress address, int port)
    {
        lock (gate)
        {
            if (held.GetValueOrDefault((protocol, port)) is { } others && others.Keys.Any(other => Conflict(other, address)))
            {
                return PortRefusal.Allocated;
            }

            try
            {
                bool listen = protocol == ProtocolType.Tcp && address.AddressFamily == AddressFamily.InterNetworkV6;
                Hold(new HeldPort(BoundSocket.Bind(protocol, address, port, listen)));
                return null;
            }
            catch (LinuxException e) when (e.Errno is Errno.EPROTONOSUPPORT or Errno.EAFNOSUPPORT or Errno.ESOCKTNOSUPPORT)
            {
                // Without SCTP in the kernel nobody else can have it.
                Hold(new HeldPort(null));
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

        void Hold(HeldPort socket)
        {
            if (!held.TryGetValue((protocol, port), out Dictionary<IPAddress, HeldPort>? addresses))
            {
                addresses = held[(protocol, port)] = [];
            }

            addresses[address] = socket;
        }
    }

    /// <summary>Passes on what reaches the socket of an IPv6 port itself: from ::1, or for a container that has no IPv6 address.</summary>
    public void Relay(ProtocolType protocol, IPAddress address, int port, IPEndPoint target)
    {
        lock (gate)
        {
            if (held.GetValueOrDefault((protocol, port))?.GetValueOrDefault(address) is { } socket)
            {
                socket.Relay(protocol, target);
            }
        }
    }

    /// <summary>Gives a port back.</summary>
    public void Release(ProtocolType protocol, IPAddress address, int port)
    {
        lock (gate)
        {
            if (held.TryGetValue((protocol, port), out Dictionary<IPAddress, HeldPort>? addresses) && addresses.Remove(address, out HeldPort? socket))
            {
                socket.Dispose();
                if (addresses.Count == 0)
                {
                    held.Remove((protocol, port));
                }
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (HeldPort socket in held.Values.SelectMany(addresses => addresses.Values))
            {
                socket.Dispose();
            }

            held.Clear();
        }
    }

    private static bool Conflict(IPAddress one, IPAddress other) =>
        one.AddressFamily == other.AddressFamily && (one.Equals(other) || IsAny(one) || IsAny(other));

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
