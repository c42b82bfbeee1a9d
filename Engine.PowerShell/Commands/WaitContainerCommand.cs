using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Waits until containers have ended, run, are healthy, or are gone.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Container", DefaultParameterSetName = InputObjectSet)]
[OutputType(typeof(Container))]
public sealed class WaitContainerCommand : ContainerTargetCommand
{
    private readonly List<ContainerTarget> _targets = [];

    /// <summary>What to wait for.</summary>
    [Parameter]
    public ContainerWaitTarget For { get; set; }

    /// <summary>How long to wait for all of them; without it, as long as it takes.</summary>
    [Parameter]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Write the containers as they are afterwards; one that is gone, as it was.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var waits = _targets.ConvertAll(target => (target, reached: ReachAsync(target)));
        var deadline = Task.Delay(Timeout ?? System.Threading.Timeout.InfiniteTimeSpan, StopToken);
        foreach (var (target, reached) in waits)
        {
            Task.WhenAny(reached, deadline).GetAwaiter().GetResult();
            if (StopToken.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }

            if (!reached.IsCompleted)
            {
                WriteError(EngineErrorRecord.Make(
                    new TimeoutException($"The container {target.Name} was not {For.ToString().ToLowerInvariant()} within {Timeout}."), "WaitTimedOut", ErrorCategory.OperationTimeout, target.Given));
            }
            else if (TryCall(target.Session, target.Given, (_, _) => reached, out var container) && PassThru)
            {
                WriteObject(container);
            }
        }
    }

    private protected override void ProcessContainer(ContainerTarget target) => _targets.Add(target);

    // What is written for one that will be gone has to be asked for before.
    private async Task<Container> ReachAsync(ContainerTarget target)
    {
        var client = await target.Session.GetClientAsync(StopToken).ConfigureAwait(false);
        var before = await client.Containers.GetContainerAsync(target.Id, StopToken).ConfigureAwait(false);
        switch (For)
        {
            case ContainerWaitTarget.Running:
                return new Container(await ContainerWatch.UntilRunningAsync(client, before.Id, StopToken).ConfigureAwait(false), target.Session);
            case ContainerWaitTarget.Healthy:
                return new Container(await HealthyAsync(client, before.Id, StopToken).ConfigureAwait(false), target.Session);
            case ContainerWaitTarget.Removed:
                await client.Containers.WaitContainerAsync(before.Id, WaitCondition.Removed, StopToken).ConfigureAwait(false);
                return new Container(before, target.Session);
            default:
                var exit = await client.Containers.WaitContainerAsync(before.Id, WaitCondition.NotRunning, StopToken).ConfigureAwait(false);
                return new Container(await EndedAsync(client, before, exit, StopToken).ConfigureAwait(false), target.Session);
        }
    }

    // One that ended, or is unhealthy, will not become healthy by itself: to wait longer for it would be to wait for ever.
    private static async Task<ContainerInfo> HealthyAsync(EngineClient client, string container, CancellationToken cancellationToken)
    {
        var info = await ContainerWatch.UntilHealthyAsync(client, container, cancellationToken).ConfigureAwait(false);
        return ContainerWatch.IsHealthy(info) ? info : throw await ContainerUnhealthyException.OfAsync(client, info, cancellationToken).ConfigureAwait(false);
    }

    // One that its engine removes when it has ended may be gone by now.
    private static async Task<ContainerInfo> EndedAsync(EngineClient client, ContainerInfo before, ContainerExit exit, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Containers.GetContainerAsync(before.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (EngineFailure.From(e) is { Id: EngineErrorIds.ContainerNotFound })
        {
            return before with { State = Protocol.ContainerState.Exited, ExitCode = exit.ExitCode, ProcessId = null };
        }
    }
}
