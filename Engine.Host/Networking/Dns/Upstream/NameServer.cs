using System.Net;
using Engine.Linux;

namespace Engine.Host.Networking.Dns.Upstream;

/// <summary>A server that is asked for what the networks don't know. Used by one thread.</summary>
internal sealed class NameServer(IPEndPoint endPoint)
{
    // A server that was silent is asked last for as long.
    private const long AvoidanceMilliseconds = 10_000;

    private long _avoidedUntil = long.MinValue;

    public InternetAddress Address { get; } = new(endPoint);

    public bool IsAvoided(long now) => now < _avoidedUntil;

    public void OnSilence(long now) => _avoidedUntil = now + AvoidanceMilliseconds;

    public void OnAnswer() => _avoidedUntil = long.MinValue;
}
