using System.Globalization;

namespace Engine.Host.Networking.Ports;

/// <summary>The ports a program gets that wants any (<c>net.ipv4.ip_local_port_range</c>, ip(7)), one after the other.</summary>
internal sealed class EphemeralPorts
{
    private readonly int first = 32768;
    private readonly int last = 60999;
    private int next;

    public EphemeralPorts()
    {
        string[] range = KernelParameter.Get("ipv4/ip_local_port_range")?.Split('\t', ' ') ?? [];
        if (range.Length == 2)
        {
            first = int.Parse(range[0], CultureInfo.InvariantCulture);
            last = int.Parse(range[1], CultureInfo.InvariantCulture);
        }

        next = first - 1;
    }

    /// <summary>Each of them once, from where the last one left off: a port is not given again soon after its container is gone.</summary>
    public IEnumerable<int> All()
    {
        for (int i = first; i <= last; i++)
        {
            int port = Interlocked.Increment(ref next);
            if (port > last)
            {
                Interlocked.CompareExchange(ref next, first, port);
                port = first;
            }

            yield return port;
        }
    }
}
