using System.Collections;
using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Removes all containers that do not run, and writes what was removed.</summary>
[Cmdlet(VerbsCommon.Clear, "Container", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(StorageReclaimed))]
public sealed class ClearContainerCommand : EngineCommand
{
    /// <summary>Only containers with all of these labels; $null stands for any value.</summary>
    [Parameter]
    public IDictionary? Label { get; set; }

    /// <summary>Only containers that were made before.</summary>
    [Parameter]
    public DateTimeOffset? Before { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionTable.Default;
        var labels = Label is null ? null : LabelTable.Read(Label);
        var query = new ContainerQuery
        {
            States = [Protocol.ContainerState.Created, Protocol.ContainerState.Exited, Protocol.ContainerState.Dead],
            Labels = labels,
        };
        if (!TryCall(session, null, (client, token) => client.Containers.ListContainersAsync(query, token), out var found))
        {
            return;
        }

        var names = found.Where(container => Before is null || container.Created < Before).Select(container => container.Name).ToList();
        if (names.Count > 0 && ShouldProcess(string.Join(", ", names), "Remove")
            && TryCall(session, null, (client, token) => client.Containers.PruneContainersAsync(labels, Before, token), out var removal))
        {
            WriteObject(new StorageReclaimed(removal.Removed, removal.Reclaimed));
        }
    }
}
