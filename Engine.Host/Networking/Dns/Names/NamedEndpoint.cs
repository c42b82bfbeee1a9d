using System.Net;
using Engine.Host.Networking.Dns.Messages;

namespace Engine.Host.Networking.Dns.Names;

/// <summary>What an endpoint is called in its network.</summary>
internal sealed class NamedEndpoint
{
    /// <param name="id">The endpoint's id, or any other key that is its own in the network.</param>
    /// <param name="hostName">What its address is called: the container's name.</param>
    /// <param name="names">Every name that leads to it: the container's, its short id, its aliases in this network.</param>
    /// <param name="addresses">Its addresses.</param>
    public NamedEndpoint(string id, string hostName, IEnumerable<string> names, IEnumerable<IPAddress> addresses)
    {
        Id = id;
        HostName = hostName;
        Keys = [.. names.Append(hostName).Select(DnsName.ToKey).OfType<string>().Distinct()];
        Addresses = [.. addresses.Select(DnsAddress.From)];
    }

    public string Id { get; }

    public string HostName { get; }

    public IReadOnlyList<string> Keys { get; }

    public DnsAddress[] Addresses { get; }
}
