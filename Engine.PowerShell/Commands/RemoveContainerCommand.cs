using System.Management.Automation;
using Engine.PowerShell.Pipeline;

namespace Engine.PowerShell.Commands;

/// <summary>Removes containers, with what they wrote and their logs.</summary>
[Cmdlet(VerbsCommon.Remove, "Container", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
public sealed class RemoveContainerCommand : ContainerTargetCommand
{
    /// <summary>Also those that run: they are killed first.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>With their anonymous volumes.</summary>
    [Parameter]
    public SwitchParameter Volume { get; set; }

    private protected override void ProcessContainer(ContainerTarget target)
    {
        if (ShouldProcess(target.Name, Force ? "Remove, killing it if it runs" : "Remove"))
        {
            TryCall(target.Session, target.Given, (client, token) => client.Containers.RemoveContainerAsync(target.Id, Force, Volume, token));
        }
    }
}
