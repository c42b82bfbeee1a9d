namespace Engine.Host.Networking;

/// <summary>Finds networks by name, id or unambiguous prefix of the id.</summary>
internal sealed class NetworkIndex
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, NetworkState> byId = [];

    /// <summary>All of them, oldest first.</summary>
    public IReadOnlyList<NetworkState> All()
    {
        lock (gate)
        {
            return [.. byId.Values.OrderBy(state => state.Network.Created)];
        }
    }

    public void Set(NetworkState state)
    {
        lock (gate)
        {
            byId[state.Network.Id] = state;
        }
    }

    public void Remove(string id)
    {
        lock (gate)
        {
            byId.Remove(id);
        }
    }

    public NetworkState? TryGet(string id)
    {
        lock (gate)
        {
            return byId.GetValueOrDefault(id);
        }
    }

    /// <summary>The one with the name, or null.</summary>
    public NetworkState? Named(string name)
    {
        lock (gate)
        {
            return byId.Values.FirstOrDefault(state => state.Network.Name == name);
        }
    }

    /// <summary>The one meant, or null. Ids go before names, as in Docker.</summary>
    /// <exception cref="Errors.InvalidArgumentException">The prefix fits several.</exception>
    public NetworkState? Find(string reference)
    {
        lock (gate)
        {
            if (byId.GetValueOrDefault(reference) is { } exact)
            {
                return exact;
            }
        }

        if (Named(reference) is { } named)
        {
            return named;
        }

        List<NetworkState> fitting = [.. All().Where(state => reference.Length > 0 && state.Network.Id.StartsWith(reference, StringComparison.Ordinal))];
        return fitting.Count > 1 ? throw NetworkErrors.Ambiguous(reference, fitting.Count) : fitting.FirstOrDefault();
    }
}
