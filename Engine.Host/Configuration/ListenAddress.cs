using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Engine.Host.Configuration;

/// <summary>Where the daemon listens: <c>unix:///PATH</c> or <c>tcp://ADDRESS:PORT</c>.</summary>
internal sealed record ListenAddress
{
    /// <summary>sun_path has 108 bytes, the last of them zero (unix(7)).</summary>
    public const int MaxSocketPath = 107;

    private ListenAddress(string text) => Text = text;

    /// <summary>The address as it was written.</summary>
    public string Text { get; }

    /// <summary>Path of the Unix socket, or null.</summary>
    public string? SocketPath { get; private init; }

    /// <summary>The TCP address, or null.</summary>
    public IPEndPoint? EndPoint { get; private init; }

    /// <summary>Only processes of this machine can reach it.</summary>
    public bool IsLocal => EndPoint is null || IPAddress.IsLoopback(EndPoint.Address);

    public static ListenAddress Unix(string path) => new("unix://" + path) { SocketPath = path };

    public static ListenAddress Tcp(IPEndPoint endPoint) => new("tcp://" + endPoint) { EndPoint = endPoint };

    public static bool TryParse(string text, [NotNullWhen(true)] out ListenAddress? address, [NotNullWhen(false)] out string? fault)
    {
        address = null;
        fault = null;
        if (text.StartsWith("unix://", StringComparison.Ordinal))
        {
            var path = text["unix://".Length..];
            fault = !Path.IsPathRooted(path) ? "the socket's path must be absolute, as in unix:///run/engine/engine.sock"
                : System.Text.Encoding.UTF8.GetByteCount(path) > MaxSocketPath ? $"the socket's path is longer than {MaxSocketPath} bytes"
                : null;
            address = fault is null ? new ListenAddress(text) { SocketPath = path } : null;
        }
        else if (text.StartsWith("tcp://", StringComparison.Ordinal))
        {
            var endPoint = ParseEndPoint(text["tcp://".Length..].TrimEnd('/'), out fault);
            address = endPoint is null ? null : new ListenAddress(text) { EndPoint = endPoint };
        }
        else
        {
            fault = "an address begins with unix:// or tcp://";
        }

        return address is not null;
    }

    public override string ToString() => Text;

    // A name would have to be looked up at start, when DNS may not be there yet; "localhost" is the one name that needs no looking up.
    private static IPEndPoint? ParseEndPoint(string text, out string? fault)
    {
        fault = "expected tcp://ADDRESS:PORT with a numeric address, as in tcp://127.0.0.1:2376";
        var colon = text.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
        {
            return null;
        }

        var host = text[..colon];
        var ip = host is "localhost" ? IPAddress.Loopback
            : host.Length == 0 ? IPAddress.Any
            : IPAddress.TryParse(host.Trim('[', ']'), out var parsed) ? parsed
            : null;
        fault = ip is null ? fault : null;
        return ip is null ? null : new IPEndPoint(ip, port);
    }
}
