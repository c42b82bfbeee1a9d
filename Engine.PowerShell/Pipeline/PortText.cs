using System.Globalization;
using System.Net;
using Engine.Protocol;

namespace Engine.PowerShell.Pipeline;

/// <summary>Reads <c>[[ADDRESS:]PORT:]CONTAINERPORT[/PROTOCOL]</c>; ports may be ranges, as long as they are of one length.</summary>
internal static class PortText
{
    /// <summary>Without an address it is the loopback one: what a script publishes is not the whole network's business unless it says so.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static IEnumerable<PortMapping> Parse(string text)
    {
        var slash = text.LastIndexOf('/');
        var protocol = slash < 0 ? "tcp" : text[(slash + 1)..].ToLowerInvariant();
        var rest = slash < 0 ? text : text[..slash];
        if (protocol is not ("tcp" or "udp" or "sctp"))
        {
            throw Wrong(text);
        }

        var colon = rest.LastIndexOf(':');
        var (first, count) = Ports(rest[(colon + 1)..], text);
        var (address, hostPorts) = colon < 0 ? ("127.0.0.1", "") : Host(rest[..colon]);
        if (!IPAddress.TryParse(address.Trim('[', ']'), out var parsed))
        {
            throw Wrong(text);
        }

        var host = hostPorts.Length == 0 ? (First: 0, Count: count) : Ports(hostPorts, text);
        return host.Count != count
            ? throw Wrong(text)
            : Enumerable.Range(0, count).Select(i => new PortMapping
            {
                ContainerPort = first + i,
                Protocol = protocol,
                HostAddress = parsed.ToString(),
                HostPort = host.First == 0 ? 0 : host.First + i,
            });
    }

    private static (string Address, string Ports) Host(string host)
    {
        var colon = host.EndsWith(']') ? -1 : host.LastIndexOf(':');
        return (colon < 0 ? "127.0.0.1" : host[..colon], host[(colon + 1)..]);
    }

    private static (int First, int Count) Ports(string text, string whole)
    {
        var dash = text.IndexOf('-');
        var first = Port(dash < 0 ? text : text[..dash], whole);
        var last = dash < 0 ? first : Port(text[(dash + 1)..], whole);
        return last >= first ? (first, last - first + 1) : throw Wrong(whole);
    }

    private static int Port(string digits, string text) =>
        ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 ? port : throw Wrong(text);

    private static FormatException Wrong(string text) => new($"'{text}' is no port to publish; [[ADDRESS:]PORT:]CONTAINERPORT[/PROTOCOL] is.");
}
