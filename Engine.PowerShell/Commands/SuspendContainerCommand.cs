using System.Management.Automation;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Freezes running containers: their processes keep everything and get no processor.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "Container", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(Container))]
public sealed class SuspendContainerCommand : ContainerLifecycleCommand
{
    private protected override string Action => "Suspend";

    private protected override Task ChangeAsync(EngineClient client, string container, CancellationToken cancellationToken) =>
        client.Containers.PauseContainerAsync(container, cancellationToken);
}
