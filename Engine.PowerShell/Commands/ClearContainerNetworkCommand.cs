using System.Collections;
using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Removes the networks that no container, running or not, belongs to.</summary>
[Cmdlet(VerbsCommon.Clear, "ContainerNetwork", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(string))]
public sealed class ClearContainerNetworkCommand : EngineCommand
{
    /// <summary>Only networks with all of these labels; $null stands for any value.</summary>
    [Parameter]
    public IDictionary? Label { get; set; }

    /// <summary>Write the names of the removed networks.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionTable.Default;
        var query = new NetworkQuery { Labels = Label is null ? null : LabelTable.Read(Label) };
        if (!TryCall(session, null, (client, token) => client.Networks.ListNetworksAsync(query, token), out var networks)
            || !TryCall(session, null, (client, token) => client.Containers.ListContainersAsync(new ContainerQuery(), token), out var containers))
        {
            return;
        }

        var used = containers.SelectMany(container => container.Networks).ToHashSet();
        var unused = networks.Where(network => !network.Predefined && !used.Contains(network.Name)).Select(network => network.Name).ToList();
        if (unused.Count == 0 || !ShouldProcess(string.Join(", ", unused), "Remove unused networks")
            || !TryCall(session, null, (client, token) => client.Networks.PruneNetworksAsync(query, token), out var removed))
        {
            return;
        }

        foreach (var name in removed)
        {
            WriteVerbose($"Removed {name}");
            if (PassThru)
            {
                WriteObject(name);
            }
        }
    }
}
