using System.Collections.Concurrent;

namespace Engine.Host.Volumes.Plugins;

/// <summary>Finds volume plugins by name; one is asked once what it is, and looked for again when it was not there.</summary>
internal sealed class VolumePlugins(PluginDirectories directories) : IDisposable
{
    private readonly ConcurrentDictionary<string, VolumePlugin> active = new();

    public void Dispose()
    {
        foreach (VolumePlugin plugin in active.Values)
        {
            plugin.Dispose();
        }
    }

    /// <summary>The plugin, or null when there is none of that name that keeps volumes.</summary>
    public async Task<VolumePlugin?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (active.TryGetValue(name, out VolumePlugin? known))
        {
            return known;
        }

        // The name becomes a file's.
        if (name.Length == 0 || name[0] == '.' || name.Contains('/') || directories.AddressOf(name) is not { } address)
        {
            return null;
        }

        VolumePlugin? plugin = VolumePlugin.TryAt(name, address);
        if (plugin is not null && await plugin.IsVolumeDriverAsync(cancellationToken))
        {
            return active.GetOrAdd(name, plugin);
        }

        plugin?.Dispose();
        return null;
    }
}
