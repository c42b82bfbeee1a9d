using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Gets what containers wrote to their standard output and standard error.</summary>
[Cmdlet(VerbsCommon.Get, "ContainerLog", DefaultParameterSetName = InputObjectSet)]
[OutputType(typeof(LogLine))]
public sealed class GetContainerLogCommand : ContainerTargetCommand
{
    private readonly List<ContainerTarget> _targets = [];

    /// <summary>Go on with what they write from now on, until they have ended. Of several containers the lines come as they are written.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <summary>Only so many lines from the end of each.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Tail { get; set; }

    /// <summary>Nothing older.</summary>
    [Parameter]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Nothing newer.</summary>
    [Parameter]
    public DateTimeOffset? Until { get; set; }

    /// <summary>Only one of the streams.</summary>
    [Parameter]
    public ContainerStream[] Stream { get; set; } = [ContainerStream.Stdout, ContainerStream.Stderr];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Follow)
        {
            Pump((queue, token) => Task.WhenAll(_targets.Select(target => ReadAsync(target, queue, token))));
            return;
        }

        foreach (var target in _targets)
        {
            Pump((queue, token) => ReadAsync(target, queue, token));
        }
    }

    private protected override void ProcessContainer(ContainerTarget target) => _targets.Add(target);

    private async Task ReadAsync(ContainerTarget target, PipelineQueue queue, CancellationToken cancellationToken)
    {
        var query = new LogQuery
        {
            Follow = Follow,
            Tail = Tail,
            Since = Since,
            Until = Until,
            Stdout = Stream.Contains(ContainerStream.Stdout),
            Stderr = Stream.Contains(ContainerStream.Stderr),
        };
        var lines = new LogLines(target.Name);
        try
        {
            var client = await target.Session.GetClientAsync(cancellationToken).ConfigureAwait(false);
            await foreach (var entry in client.Containers.ReadContainerLogAsync(target.Id, query, cancellationToken).ConfigureAwait(false))
            {
                if (lines.Add(entry) is { } line)
                {
                    await queue.WriteAsync(line, cancellationToken).ConfigureAwait(false);
                }
            }

            foreach (var line in lines.Rest())
            {
                await queue.WriteAsync(line, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (EngineErrorRecord.From(e, target.Given) is { } record)
        {
            await queue.PostAsync(_ => WriteEngineError(record), cancellationToken).ConfigureAwait(false);
        }
    }
}
