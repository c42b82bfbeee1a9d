using Engine.Host.Storage;

namespace Engine.Host.Volumes;

/// <summary>Compares what the database says of volumes with their directories and with the containers that have them. Meant for when no daemon runs.</summary>
/// <param name="directory">Where local volumes are.</param>
/// <param name="store">What the database says.</param>
/// <param name="held">Every container's id with the name of a volume that it has.</param>
internal sealed class VolumeCheck(VolumeDirectory directory, IVolumeStore store, IEnumerable<(string Container, string Volume)> held)
{
    /// <summary>What is not as it should be. Data is never removed: a directory without a row is the next daemon's to adopt.</summary>
    /// <param name="repair">Remove what was cut off.</param>
    public IReadOnlyList<StoreFinding> Run(bool repair)
    {
        var findings = new List<StoreFinding>();
        IReadOnlyList<Volume> volumes = store.Load();
        foreach (string path in directory.Unfinished())
        {
            if (repair)
            {
                DirectoryTree.Remove(path);
            }

            findings.Add(new StoreFinding(path, "left by something that was cut off", repair));
        }

        HashSet<string> known = [.. volumes.Select(volume => volume.Name)];
        findings.AddRange(directory.Names().Where(name => !known.Contains(name))
            .Select(name => new StoreFinding(directory.PathOf(name), "a volume's directory that the database does not know", Repaired: false)));
        findings.AddRange(volumes.Where(volume => volume.Driver == Volume.LocalDriver && !Directory.Exists(directory.DataPath(volume.Name)))
            .Select(volume => new StoreFinding(volume.Name, $"the volume's directory {directory.DataPath(volume.Name)} is missing", Repaired: false)));
        findings.AddRange(held.Where(hold => !known.Contains(hold.Volume))
            .Select(hold => new StoreFinding(hold.Container, $"its volume {hold.Volume} is missing", Repaired: false)));
        return findings;
    }
}
