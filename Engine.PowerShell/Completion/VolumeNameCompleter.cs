using Engine.Protocol;

namespace Engine.PowerShell.Completion;

/// <summary>Completes volumes' names; for a removal only of those that no container has.</summary>
public sealed class VolumeNameCompleter : EngineCompleter
{
    private protected override async Task<IEnumerable<(string Value, string Hint)>> CompleteAsync(
        EngineClient client, string command, CancellationToken cancellationToken)
    {
        var query = new VolumeQuery { Dangling = command.Equals("Remove-ContainerVolume", StringComparison.OrdinalIgnoreCase) ? true : null };
        var volumes = await client.Volumes.ListVolumesAsync(query, cancellationToken).ConfigureAwait(false);
        return volumes.Select(volume => (volume.Name, $"{volume.Driver}, {volume.Containers.Count} containers"));
    }
}
