using System.Management.Automation;
using Engine.PowerShell.Commands;

namespace Engine.PowerShell.Pipeline;

/// <summary>The pipeline of a running cmdlet.</summary>
internal sealed class QueueSink(EngineCommand command, PipelineQueue queue, CancellationToken cancellationToken) : IPipelineSink
{
    public ValueTask WriteAsync(object item) => queue.WriteAsync(item, cancellationToken);

    public ValueTask ProgressAsync(ProgressRecord record) => queue.PostAsync(cmdlet => cmdlet.WriteProgress(record), cancellationToken);

    public ValueTask ErrorAsync(ErrorRecord record) => queue.PostAsync(_ => command.WriteEngineError(record), cancellationToken);
}
