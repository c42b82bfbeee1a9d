using System.Management.Automation;
using Engine.PowerShell.Pipeline;

namespace Engine.PowerShell.Commands;

/// <summary>Gets the processes of running containers.</summary>
[Cmdlet(VerbsCommon.Get, "ContainerProcess", DefaultParameterSetName = InputObjectSet)]
[OutputType(typeof(ContainerProcess))]
public sealed class GetContainerProcessCommand : ContainerTargetCommand
{
    private protected override void ProcessContainer(ContainerTarget target)
    {
        if (TryCall(target.Session, target.Given, (client, token) => client.Containers.ListProcessesAsync(target.Id, token), out var processes))
        {
            foreach (var process in processes)
            {
                WriteObject(new ContainerProcess(process, target.Name));
            }
        }
    }
}
