namespace Engine.Host.Volumes;

/// <summary>Which containers have which volumes, running or not. A volume that one has is not removed.</summary>
internal sealed class VolumeHolds
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, HashSet<string>> holdersByVolume = [];

    /// <summary>A container has a volume.</summary>
    public void Add(string volume, string container)
    {
        lock (gate)
        {
            if (!holdersByVolume.TryGetValue(volume, out HashSet<string>? holders))
            {
                holdersByVolume.Add(volume, holders = []);
            }

            holders.Add(container);
        }
    }

    /// <summary>A container is gone, or was not made after all.</summary>
    public void Remove(string container)
    {
        lock (gate)
        {
            foreach ((string volume, HashSet<string> holders) in holdersByVolume)
            {
                if (holders.Remove(container) && holders.Count == 0)
                {
                    holdersByVolume.Remove(volume);
                }
            }
        }
    }

    /// <summary>Ids of the containers that have a volume.</summary>
    public IReadOnlyList<string> Of(string volume)
    {
        lock (gate)
        {
            return holdersByVolume.TryGetValue(volume, out HashSet<string>? holders) ? [.. holders.Order(StringComparer.Ordinal)] : [];
        }
    }
}
