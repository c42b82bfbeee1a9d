using Engine.Host.Events;
using Engine.Host.Volumes.Plugins;

namespace Engine.Host.Volumes;

/// <summary>
/// The volumes of the engine. Making and removing go one after the other, so that none is removed that a container is just getting; readers never
/// wait. Parts: <c>.Restore</c>, <c>.Create</c>, <c>.Remove</c>, <c>.Mount</c>.
/// </summary>
internal sealed partial class VolumeService(VolumeDirectory directory, IVolumeStore store, VolumePlugins plugins, EventService events, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly VolumeHolds holds = new();
    private readonly Lock volumesGate = new();
    private readonly SortedDictionary<string, Volume> volumes = new(StringComparer.Ordinal);

    /// <summary>Makes the service for a daemon. Call <see cref="RestoreAsync"/> before it is used.</summary>
    public static VolumeService Create(string dataRoot, IVolumeStore store, EventService events, TimeProvider time) =>
        new(new VolumeDirectory(dataRoot), store, new VolumePlugins(PluginDirectories.Usual), events, time);

    public void Dispose()
    {
        plugins.Dispose();
        gate.Dispose();
    }

    /// <summary>Volumes that fit, by name.</summary>
    public IReadOnlyList<Volume> List(VolumeFilter filter)
    {
        filter.ValidateList();
        return Fitting(filter);
    }

    /// <summary>The volume of a name.</summary>
    /// <exception cref="Errors.NotFoundException">There is none.</exception>
    public Volume Get(string name) => TryGet(name) ?? throw VolumeErrors.NotFound(name);

    /// <summary>Ids of the containers that have a volume.</summary>
    public IReadOnlyList<string> HoldersOf(string name) => holds.Of(name);

    /// <summary>Where a local volume's files are; nothing a client should need of another one.</summary>
    public string MountpointOf(Volume volume) => volume.Driver == Volume.LocalDriver ? directory.DataPath(volume.Name) : "";

    /// <summary>The driver that a container gets a volume of: that of an existing one, or the one asked for.</summary>
    public string DriverOf(string name, string asked) => asked.Length > 0 ? asked : TryGet(name)?.Driver ?? Volume.LocalDriver;

    /// <summary>Where a volume's files will be, or empty for one of a plugin.</summary>
    public string SourceOf(string name, string asked) => DriverOf(name, asked) == Volume.LocalDriver ? directory.DataPath(name) : "";

    /// <summary>What local volumes take. Those that stand for another file system are left out: it may be far away.</summary>
    public async Task<IReadOnlyList<VolumeUsage>> MeasureAsync(CancellationToken cancellationToken)
    {
        var usages = new List<VolumeUsage>();
        foreach (Volume volume in Fitting(VolumeFilter.Everything).Where(volume => volume.IsDirectory))
        {
            cancellationToken.ThrowIfCancellationRequested();
            long size = await Task.Run(() => TreeSize.Of(directory.DataPath(volume.Name)), cancellationToken);
            usages.Add(new VolumeUsage(volume, size, holds.Of(volume.Name).Count));
        }

        return usages;
    }

    private IReadOnlyList<Volume> Fitting(VolumeFilter filter)
    {
        lock (volumesGate)
        {
            return [.. volumes.Values.Where(volume => filter.Fits(volume, holds.Of(volume.Name).Count > 0))];
        }
    }

    private Volume? TryGet(string name)
    {
        lock (volumesGate)
        {
            return volumes.GetValueOrDefault(name);
        }
    }

    private void Publish(string action, Volume volume, params ReadOnlySpan<(string Key, string Value)> details)
    {
        var attributes = new Dictionary<string, string> { ["driver"] = volume.Driver };
        foreach ((string key, string value) in details)
        {
            attributes[key] = value;
        }

        events.Publish(new EngineEvent { Type = "volume", Action = action, ActorId = volume.Name, Attributes = attributes });
    }
}
