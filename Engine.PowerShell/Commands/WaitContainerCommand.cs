using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Waits until containers have ended.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Container", DefaultParameterSetName = InputObjectSet)]
[OutputType(typeof(Container))]
public sealed class WaitContainerCommand : ContainerTargetCommand
{
    private readonly List<ContainerTarget> _targets = [];

    /// <summary>How long to wait for all of them; without it, as long as it takes.</summary>
    [Parameter]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Write the containers as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var waits = _targets.ConvertAll(target => (target, ended: EndAsync(target)));
        var deadline = Task.Delay(Timeout ?? System.Threading.Timeout.InfiniteTimeSpan, StopToken);
        foreach (var (target, ended) in waits)
        {
            Task.WhenAny(ended, deadline).GetAwaiter().GetResult();
            if (StopToken.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }

            if (!ended.IsCompleted)
            {
                WriteError(EngineErrorRecord.Make(
                    new TimeoutException($"The container {target.Name} did not end within {Timeout}."), "WaitTimedOut", ErrorCategory.OperationTimeout, target.Given));
            }
            else if (TryCall(target.Session, target.Given, async (_, _) => await ended.ConfigureAwait(false)) && PassThru)
            {
                WriteContainer(target);
            }
        }
    }

    private protected override void ProcessContainer(ContainerTarget target) => _targets.Add(target);

    private async Task EndAsync(ContainerTarget target)
    {
        var client = await target.Session.GetClientAsync(StopToken).ConfigureAwait(false);
        await client.Containers.WaitContainerAsync(target.Id, WaitCondition.NotRunning, StopToken).ConfigureAwait(false);
    }
}
