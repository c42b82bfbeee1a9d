using System.Net;

namespace Engine.Host.Networking.Dns.Upstream;

/// <summary>Name servers in the order in which they are asked.</summary>
internal sealed class NameServerList
{
    /// <summary>As many as a resolver uses (MAXNS, resolv.conf(5)).</summary>
    public const int Capacity = 3;

    private const int Port = 53;

    private readonly NameServer[] _servers;

    public NameServerList(IEnumerable<IPAddress> addresses)
        : this(addresses.Select(address => new IPEndPoint(address, Port)))
    {
    }

    public NameServerList(IEnumerable<IPEndPoint> endPoints) => _servers = [.. endPoints.Take(Capacity).Select(endPoint => new NameServer(endPoint))];

    public int Count => _servers.Length;

    /// <summary>The server for an attempt: in order, but those that were silent lately last.</summary>
    /// <param name="now">Milliseconds of the system's clock (<see cref="Environment.TickCount64"/>).</param>
    /// <param name="asked">A bit for each server that was asked already; that of the result is set.</param>
    /// <returns>The server, or null when all were asked.</returns>
    public NameServer? Next(long now, ref int asked)
    {
        var chosen = -1;
        for (var i = 0; i < _servers.Length; i++)
        {
            if ((asked & (1 << i)) == 0 && (chosen < 0 || (_servers[chosen].IsAvoided(now) && !_servers[i].IsAvoided(now))))
            {
                chosen = i;
            }
        }

        if (chosen < 0)
        {
            return null;
        }

        asked |= 1 << chosen;
        return _servers[chosen];
    }
}
