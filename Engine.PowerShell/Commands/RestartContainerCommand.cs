using System.Management.Automation;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Stops containers, if they run, and starts them.</summary>
[Cmdlet(VerbsLifecycle.Restart, "Container", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(Container))]
public sealed class RestartContainerCommand : ContainerLifecycleCommand
{
    /// <summary>Time it has to end by itself before it is killed; without it, the time it was created with.</summary>
    [Parameter]
    public TimeSpan? Timeout { get; set; }

    /// <summary>The signal that asks it to end; without it, the one it was created with.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(Completion.SignalCompleter))]
    public string? Signal { get; set; }

    /// <summary>Return when it was asked to end, and do not wait until it runs again.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    private protected override string Action => "Restart";

    private protected override Task ChangeAsync(EngineClient client, string container, CancellationToken cancellationToken) =>
        client.Containers.RestartContainerAsync(container, Timeout, Signal, !NoWait, cancellationToken);
}
