using Engine.Host.Networking.Dns.Messages;

namespace Engine.Host.Networking.Dns.Names;

/// <summary>The names of one network. Questions allocate nothing, and wait for changes only as long as one takes.</summary>
/// <param name="name">The network's name: <c>web.NETWORK</c> is <c>web</c> in this network and no other.</param>
internal sealed class NetworkZone(string name)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, NamedEndpoint> _endpoints = [];
    private readonly Dictionary<string, List<NamedEndpoint>> _names = [];
    private readonly Dictionary<DnsAddress, NamedEndpoint> _addresses = [];

    /// <summary>The network's name as people gave it.</summary>
    public string Name { get; } = name;

    /// <summary>The network's name as it is asked for.</summary>
    public string Key { get; } = DnsName.ToKey(name) ?? name;

    /// <summary>Adds an endpoint, in the place of what it was before.</summary>
    public void Set(NamedEndpoint endpoint)
    {
        lock (_lock)
        {
            RemoveLocked(endpoint.Id);
            _endpoints.Add(endpoint.Id, endpoint);
            foreach (var key in endpoint.Keys)
            {
                if (!_names.TryGetValue(key, out var named))
                {
                    _names.Add(key, named = new List<NamedEndpoint>(1));
                }

                named.Add(endpoint);
            }

            foreach (var address in endpoint.Addresses)
            {
                _addresses[address] = endpoint;
            }
        }
    }

    /// <summary>Removes an endpoint, if it is there.</summary>
    public void Remove(string endpointId)
    {
        lock (_lock)
        {
            RemoveLocked(endpointId);
        }
    }

    /// <summary>Looks a name up.</summary>
    /// <param name="key">The name's text.</param>
    /// <param name="v6">Which addresses are wanted.</param>
    /// <param name="addresses">Receives them, as many as fit.</param>
    /// <returns>How many were received, or -1 if the network has no such name.</returns>
    public int Find(ReadOnlySpan<char> key, bool v6, Span<DnsAddress> addresses)
    {
        lock (_lock)
        {
            if (!_names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var named))
            {
                return -1;
            }

            var count = 0;
            foreach (var endpoint in named)
            {
                foreach (var address in endpoint.Addresses)
                {
                    if (address.IsV6 == v6 && count < addresses.Length)
                    {
                        addresses[count++] = address;
                    }
                }
            }

            return count;
        }
    }

    /// <summary>The container that has an address in this network, or null.</summary>
    public string? FindHost(DnsAddress address)
    {
        lock (_lock)
        {
            return _addresses.GetValueOrDefault(address)?.HostName;
        }
    }

    private void RemoveLocked(string endpointId)
    {
        if (!_endpoints.Remove(endpointId, out var endpoint))
        {
            return;
        }

        foreach (var key in endpoint.Keys)
        {
            var named = _names[key];
            named.Remove(endpoint);
            if (named.Count == 0)
            {
                _names.Remove(key);
            }
        }

        foreach (var address in endpoint.Addresses)
        {
            // Unless another has the address by now.
            if (_addresses.TryGetValue(address, out var holder) && holder == endpoint)
            {
                _addresses.Remove(address);
            }
        }
    }
}
