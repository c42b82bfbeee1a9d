using System.Net;
using System.Net.Sockets;
using Engine.Host.Errors;

namespace Engine.Host.Networking.Ports;

/// <summary>Finds ports of the host for what containers want published, and holds them.</summary>
internal sealed class PortPublisher(PortReservations reservations)
{
    private readonly EphemeralPorts ephemeral = new();

    /// <summary>Takes a host port for each request, or none at all.</summary>
    /// <param name="requests">What is wanted.</param>
    /// <param name="container">The container's name, for errors.</param>
    /// <param name="endpointId">The endpoint's id, for errors.</param>
    /// <param name="byDefault">Where a request without an address is published.</param>
    /// <param name="families">The families of which the container has an address that can be translated to.</param>
    /// <exception cref="InternalException">A port is taken.</exception>
    public IReadOnlyList<PublishedPort> Take(
        IReadOnlyList<PortRequest> requests, string container, string endpointId, IReadOnlyList<IPAddress> byDefault, IReadOnlySet<AddressFamily> families)
    {
        var taken = new List<PublishedPort>();
        try
        {
            foreach (PortRequest request in requests)
            {
                List<IPAddress> addresses = [.. (request.HostIP is { } address ? [address] : byDefault).Where(a => families.Contains(a.AddressFamily))];
                if (addresses.Count > 0)
                {
                    Take(request, addresses, container, endpointId, taken);
                }
            }

            return taken;
        }
        catch
        {
            Release(taken);
            throw;
        }
    }

    /// <summary>Takes again what a container had before the engine's restart. Returns those that somebody else has now.</summary>
    public IReadOnlyList<PublishedPort> TakeAgain(IEnumerable<PublishedPort> ports) =>
        [.. ports.Where(port => port.HostPort > 0 && reservations.TryTake(ProtocolOf(port), IPAddress.Parse(port.HostIP), port.HostPort) is not null)];

    /// <summary>Gives ports back.</summary>
    public void Release(IEnumerable<PublishedPort> ports)
    {
        foreach (PublishedPort port in ports.Where(port => port.HostPort > 0))
        {
            reservations.Release(ProtocolOf(port), IPAddress.Parse(port.HostIP), port.HostPort);
        }
    }

    public static ProtocolType ProtocolOf(PublishedPort port) => PortRequest.ProtocolOf(port.Protocol) ?? ProtocolType.Tcp;

    private void Take(PortRequest request, List<IPAddress> addresses, string container, string endpointId, List<PublishedPort> taken)
    {
        IEnumerable<int> candidates = request.First == 0 ? ephemeral.All() : Enumerable.Range(request.First, request.Last - request.First + 1);
        PortRefusal? refusal = null;
        IPAddress? where = null;
        int last = request.First;
        foreach (int port in candidates)
        {
            // The same port at every address.
            var got = new List<PublishedPort>();
            refusal = null;
            foreach (IPAddress address in addresses)
            {
                refusal = reservations.TryTake(request.Protocol, address, port);
                if (refusal is not null)
                {
                    where = address;
                    break;
                }

                got.Add(new PublishedPort(request.ProtocolName, request.ContainerPort, address.ToString(), port));
            }

            if (refusal is null)
            {
                taken.AddRange(got);
                return;
            }

            Release(got);
            last = port;
        }

        throw request.First == 0 ? NetworkErrors.PortsExhausted(container, endpointId)
            : refusal == PortRefusal.Allocated ? NetworkErrors.PortAllocated(container, endpointId, where!.ToString(), last)
            : NetworkErrors.PortTaken(container, endpointId, where!.ToString(), last, request.ProtocolName, refusal!.Reason);
    }
}
