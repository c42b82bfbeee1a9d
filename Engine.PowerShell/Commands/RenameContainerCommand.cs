using System.Management.Automation;
using Engine.PowerShell.Pipeline;

namespace Engine.PowerShell.Commands;

/// <summary>Gives a container another name.</summary>
[Cmdlet(VerbsCommon.Rename, "Container", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(Container))]
public sealed class RenameContainerCommand : ContainerTargetCommand
{
    /// <summary>The new name.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string NewName { get; set; } = "";

    /// <summary>Write the container as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void ProcessContainer(ContainerTarget target)
    {
        if (ShouldProcess(target.Name, $"Rename to {NewName}")
            && TryCall(target.Session, target.Given, (client, token) => client.Containers.RenameContainerAsync(target.Id, NewName, token))
            && PassThru)
        {
            // A name no longer names it; an id still does.
            WriteContainer(target.Given is string ? target with { Id = NewName } : target);
        }
    }
}
