using System.Collections;
using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Removes the volumes that no container has and nobody named, and writes what was removed.</summary>
[Cmdlet(VerbsCommon.Clear, "ContainerVolume", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(StorageReclaimed))]
public sealed class ClearContainerVolumeCommand : EngineCommand
{
    /// <summary>Only volumes with all of these labels; $null stands for any value.</summary>
    [Parameter]
    public IDictionary? Label { get; set; }

    /// <summary>Volumes that somebody named, too.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionTable.Default;
        var labels = Label is null ? null : LabelTable.Read(Label);
        var query = new VolumeQuery { Labels = labels, Dangling = true, WithSize = true };
        if (!TryCall(session, null, (client, token) => client.Volumes.ListVolumesAsync(query, token), out var found))
        {
            return;
        }

        var unused = found.Where(volume => All || volume.Anonymous).ToList();
        var bytes = unused.Sum(volume => volume.Size ?? 0);
        if (unused.Count > 0 && ShouldProcess($"{unused.Count} volumes with {bytes} bytes: {string.Join(", ", unused.Select(volume => volume.Name))}", "Remove")
            && TryCall(session, null, (client, token) => client.Volumes.PruneVolumesAsync(labels, All, token), out var removal))
        {
            WriteObject(new StorageReclaimed(removal.Removed, removal.Reclaimed));
        }
    }
}
