using System.Globalization;
using System.Net;
using Engine.Protocol;

namespace Engine.PowerShell.Pipeline;

/// <summary>Reads <c>[[ADDRESS:]PORT:]CONTAINERPORT[/PROTOCOL]</c>.</summary>
internal static class PortText
{
    /// <summary>Without an address it is the loopback one: what a script publishes is not the whole network's business unless it says so.</summary>
    public static PortMapping Parse(string text)
    {
        var slash = text.LastIndexOf('/');
        var protocol = slash < 0 ? "tcp" : text[(slash + 1)..].ToLowerInvariant();
        var rest = slash < 0 ? text : text[..slash];
        if (protocol is not ("tcp" or "udp" or "sctp"))
        {
            throw Wrong(text);
        }

        var colon = rest.LastIndexOf(':');
        var containerPort = Port(rest[(colon + 1)..], text);
        if (colon < 0)
        {
            return new PortMapping { ContainerPort = containerPort, Protocol = protocol, HostAddress = "127.0.0.1" };
        }

        var host = rest[..colon];
        colon = host.EndsWith(']') ? -1 : host.LastIndexOf(':');
        var address = colon < 0 ? "127.0.0.1" : host[..colon];
        var port = host[(colon + 1)..];
        if (!IPAddress.TryParse(address.Trim('[', ']'), out var parsed))
        {
            throw Wrong(text);
        }

        return new PortMapping
        {
            ContainerPort = containerPort,
            Protocol = protocol,
            HostAddress = parsed.ToString(),
            HostPort = port.Length == 0 ? 0 : Port(port, text),
        };
    }

    private static int Port(string digits, string text) =>
        ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 ? port : throw Wrong(text);

    private static FormatException Wrong(string text) => new($"'{text}' is no port to publish; [[ADDRESS:]PORT:]CONTAINERPORT[/PROTOCOL] is.");
}
