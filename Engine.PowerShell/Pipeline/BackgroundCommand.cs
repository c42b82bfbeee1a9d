using System.Management.Automation;
using Engine.PowerShell.Pipeline;

namespace Engine.PowerShell.Commands;

/// <summary>A cmdlet whose work takes long enough to be wanted in the background.</summary>
public abstract class BackgroundCommand : EngineCommand
{
    /// <summary>Go on in the background and write a job at once: Receive-Job has the results, Stop-Job ends it.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <summary>Does the work here or in a job. A failure of the engine becomes an error record about <paramref name="target"/>.</summary>
    private protected void Run(EngineSession session, object target, Func<Protocol.EngineClient, IPipelineSink, CancellationToken, Task> work)
    {
        if (AsJob)
        {
            var job = new EngineJob(MyInvocation.Line, $"{MyInvocation.MyCommand.Name} {target}", session.Address, GuardedAsync);
            JobRepository.Add(job);
            WriteObject(job);
        }
        else
        {
            Pump((queue, token) => GuardedAsync(new QueueSink(this, queue, token), token));
        }

        async Task GuardedAsync(IPipelineSink sink, CancellationToken token)
        {
            try
            {
                await work(await session.GetClientAsync(token).ConfigureAwait(false), sink, token).ConfigureAwait(false);
            }
            catch (Exception e) when (EngineErrorRecord.From(e, target) is { } record)
            {
                await sink.ErrorAsync(record).ConfigureAwait(false);
            }
        }
    }
}
