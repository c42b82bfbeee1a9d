using System.Management.Automation;
using Engine.PowerShell.Pipeline;

namespace Engine.PowerShell.Commands;

/// <summary>Compares containers with their images: what they added, changed and removed.</summary>
[Cmdlet(VerbsData.Compare, "Container", DefaultParameterSetName = InputObjectSet)]
[OutputType(typeof(ContainerFileChange))]
public sealed class CompareContainerCommand : ContainerTargetCommand
{
    private protected override void ProcessContainer(ContainerTarget target)
    {
        if (TryCall(target.Session, target.Given, (client, token) => client.Containers.CompareContainerAsync(target.Id, token), out var changes))
        {
            foreach (var change in changes)
            {
                WriteObject(new ContainerFileChange(target.Name, change));
            }
        }
    }
}
