using System.Globalization;
using Engine.Host.Errors;
using Engine.Host.Events;

namespace Engine.Host.Volumes;

internal sealed partial class VolumeService
{
    /// <summary>Removes a volume and its data.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="force">One that does not exist is no failure, nor one whose plugin is gone.</param>
    /// <param name="cancellationToken">Ends the waiting, not the removal.</param>
    public async Task RemoveAsync(string name, bool force, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (TryGet(name) is { } volume)
            {
                if (holds.Of(name) is { Count: > 0 } holders)
                {
                    throw VolumeErrors.InUse(name, holders);
                }

                await RemoveAsync(volume, force);
            }
            else if (!force)
            {
                throw VolumeErrors.NotFound(name);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Removes those of a removed container's anonymous volumes that no other container has.</summary>
    public async Task RemoveUnheldAsync(IEnumerable<string> names)
    {
        await gate.WaitAsync(CancellationToken.None);
        try
        {
            foreach (Volume volume in names.Select(TryGet).OfType<Volume>().Where(volume => holds.Of(volume.Name).Count == 0))
            {
                await RemoveAsync(volume, force: true);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Removes volumes that no container has: those that nobody named, and the others if the filter says so.</summary>
    public async Task<VolumePruneReport> PruneAsync(VolumeFilter filter, CancellationToken cancellationToken)
    {
        filter.ValidatePrune();
        var removed = new List<string>();
        long reclaimed = 0;
        await gate.WaitAsync(cancellationToken);
        try
        {
            foreach (Volume volume in Fitting(filter).Where(volume => volume.Driver == Volume.LocalDriver && (volume.IsAnonymous || filter.IncludesNamed)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (holds.Of(volume.Name).Count == 0)
                {
                    long size = volume.IsDirectory ? TreeSize.Of(directory.DataPath(volume.Name)) : 0;
                    await RemoveAsync(volume, force: false);
                    removed.Add(volume.Name);
                    reclaimed += size;
                }
            }
        }
        finally
        {
            gate.Release();
        }

        events.Publish(new EngineEvent
        {
            Type = "volume",
            Action = "prune",
            ActorId = "",
            Attributes = new Dictionary<string, string> { ["reclaimed"] = reclaimed.ToString(CultureInfo.InvariantCulture) },
        });
        return new VolumePruneReport(removed, reclaimed);
    }

    // Under the gate. The row goes first: a crash after it leaves a directory that the next start takes for a volume again, and nobody was told otherwise.
    private async Task RemoveAsync(Volume volume, bool force)
    {
        if (volume.Driver != Volume.LocalDriver)
        {
            try
            {
                await (await PluginOfAsync(volume, "remove", CancellationToken.None)).RemoveAsync(volume.Name, CancellationToken.None);
            }
            catch (EngineException) when (force)
            {
                // Only the engine's own record of it is removed.
            }
        }

        await store.DeleteAsync(volume.Name);
        lock (volumesGate)
        {
            volumes.Remove(volume.Name);
        }

        if (volume.Driver == Volume.LocalDriver)
        {
            directory.Remove(volume.Name);
        }

        Publish("destroy", volume);
    }
}
