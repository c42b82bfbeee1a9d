using System.Management.Automation;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Asks containers to end, and kills those that do not in time.</summary>
[Cmdlet(VerbsLifecycle.Stop, "Container", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(Container))]
public sealed class StopContainerCommand : ContainerLifecycleCommand
{
    /// <summary>Time it has to end by itself before it is killed; without it, the time it was created with.</summary>
    [Parameter]
    public TimeSpan? Timeout { get; set; }

    /// <summary>The signal that asks it to end; without it, the one it was created with.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(Completion.SignalCompleter))]
    public string? Signal { get; set; }

    /// <summary>Do not ask: send SIGKILL (or -Signal) at once.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Return when it was asked to end, and do not wait until it has.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    private protected override string Action => "Stop";

    private protected override Task ChangeAsync(EngineClient client, string container, CancellationToken cancellationToken) =>
        Force
            ? client.Containers.KillContainerAsync(container, Signal ?? "KILL", cancellationToken)
            : client.Containers.StopContainerAsync(container, Timeout, Signal, !NoWait, cancellationToken);
}
