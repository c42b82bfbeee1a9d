using Engine.Host.Storage;

namespace Engine.Host.Volumes;

internal sealed partial class VolumeService
{
    /// <summary>Takes up where an earlier engine stopped. The first call after construction.</summary>
    /// <param name="held">Every container's id with the name of a volume that it has.</param>
    public async Task RestoreAsync(IEnumerable<(string Container, string Volume)> held)
    {
        foreach (string unfinished in directory.Unfinished())
        {
            DirectoryTree.Remove(unfinished);
        }

        foreach (Volume volume in store.Load())
        {
            volumes[volume.Name] = volume;
            if (volume.Driver == Volume.LocalDriver)
            {
                // A power cut may have come between the row and the directory; without content there is nothing to be missed.
                directory.Create(volume.Name);
            }
        }

        await AdoptAsync(directory.Names().Where(name => !volumes.ContainsKey(name)));
        foreach ((string container, string volume) in held)
        {
            holds.Add(volume, container);
        }
    }

    // A directory without a row was being made or removed, and nobody was told that it had been. Data is never thrown away for that.
    private async Task AdoptAsync(IEnumerable<string> names)
    {
        foreach (string name in names.ToList())
        {
            if (directory.IsEmpty(name))
            {
                directory.Remove(name);
                continue;
            }

            var volume = new Volume { Name = name, Created = time.GetUtcNow() };
            await store.AddAsync([volume]);
            volumes[name] = volume;
        }
    }
}
