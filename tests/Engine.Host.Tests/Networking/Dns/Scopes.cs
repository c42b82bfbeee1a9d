using System.Net;
using Engine.Host.Networking.Dns.Names;
using Engine.Host.Networking.Dns.Server;

namespace Engine.Host.Tests.Networking.Dns;

/// <summary>A few networks for questions.</summary>
internal static class Scopes
{
    public static NetworkZone Zone(string name, params (string Container, string[] Aliases, string[] Addresses)[] endpoints)
    {
        var zone = new NetworkZone(name);
        foreach (var (container, aliases, addresses) in endpoints)
        {
            zone.Set(new NamedEndpoint(container + "-id", container, aliases, addresses.Select(IPAddress.Parse)));
        }

        return zone;
    }

    public static ResolverScope Of(params NetworkZone[] zones) => new() { Networks = [.. zones.Select(zone => new ScopedNetwork(zone))], Forwards = true };

    /// <summary>The server's own answer, or null when it has none.</summary>
    public static Packet.Reply? Answer(this ResolverScope scope, byte[] packet, bool stream = false)
    {
        var buffer = new byte[QueryAnswer.MaxSize];
        var length = QueryAnswer.Write(packet, scope, stream, buffer);
        return length > 0 ? Packet.Read(buffer.AsSpan(0, length)) : null;
    }
}
