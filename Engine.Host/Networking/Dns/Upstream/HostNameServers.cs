using System.Net;
using Engine.Host.Networking.Dns.Files;

namespace Engine.Host.Networking.Dns.Upstream;

/// <summary>The host's own name servers, as its resolv.conf names them now. Used by one thread.</summary>
/// <param name="load">Reads the file.</param>
internal sealed class HostNameServers(Func<ResolvConf> load)
{
    private const long CheckMilliseconds = 1000;

    private NameServerList _servers = new(Array.Empty<IPAddress>());
    private IReadOnlyList<IPAddress> _addresses = [];
    private long _nextCheck = long.MinValue;

    /// <summary>The servers; the file is read again once a second at most, and only when somebody asks.</summary>
    public NameServerList Current
    {
        get
        {
            var now = Environment.TickCount64;
            if (now >= _nextCheck)
            {
                _nextCheck = now + CheckMilliseconds;
                Check();
            }

            return _servers;
        }
    }

    private void Check()
    {
        try
        {
            var addresses = load().NameServers;
            if (!addresses.SequenceEqual(_addresses))
            {
                _addresses = addresses;
                _servers = new NameServerList(addresses);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is being replaced: what was in it still holds.
        }
    }
}
