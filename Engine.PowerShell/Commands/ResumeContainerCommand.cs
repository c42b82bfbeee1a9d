using System.Management.Automation;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Lets frozen containers go on.</summary>
[Cmdlet(VerbsLifecycle.Resume, "Container", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(Container))]
public sealed class ResumeContainerCommand : ContainerLifecycleCommand
{
    private protected override string Action => "Resume";

    private protected override Task ChangeAsync(EngineClient client, string container, CancellationToken cancellationToken) =>
        client.Containers.ResumeContainerAsync(container, cancellationToken);
}
