using System.Management.Automation;
using Engine.PowerShell.Completion;
using Engine.PowerShell.Pipeline;

namespace Engine.PowerShell.Commands;

/// <summary>Disconnects containers, running or not, from networks.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "ContainerNetwork", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(Container))]
public sealed class DisconnectContainerNetworkCommand : ContainerTargetCommand
{
    /// <summary>The networks.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkCompleter))]
    public string[] Network { get; set; } = [];

    /// <summary>Also what is left of a container that is gone.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Write the container as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void ProcessContainer(ContainerTarget target)
    {
        var done = false;
        foreach (var network in Network)
        {
            done |= ShouldProcess(target.Name, $"Disconnect from {network}")
                && TryCall(target.Session, target.Given, (client, token) => client.Networks.DisconnectNetworkAsync(target.Id, network, Force, token));
        }

        if (done && PassThru)
        {
            WriteContainer(target);
        }
    }
}
