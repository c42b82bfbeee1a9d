using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>A cmdlet that changes what containers do: asks ShouldProcess, calls, and writes the container only for -PassThru.</summary>
public abstract class ContainerLifecycleCommand : ContainerTargetCommand
{
    /// <summary>Write the container as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The word for what is done, as the confirmation shows it.</summary>
    private protected abstract string Action { get; }

    private protected abstract Task ChangeAsync(EngineClient client, string container, CancellationToken cancellationToken);

    private protected override void ProcessContainer(ContainerTarget target)
    {
        if (ShouldProcess(target.Name, Action)
            && TryCall(target.Session, target.Given, (client, token) => ChangeAsync(client, target.Id, token))
            && PassThru)
        {
            WriteContainer(target);
        }
    }
}
