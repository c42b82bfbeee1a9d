using System.Management.Automation;

namespace Engine.PowerShell.Pipeline;

/// <summary>Where the work of a cmdlet puts what it has: the pipeline, or a job.</summary>
internal interface IPipelineSink
{
    ValueTask WriteAsync(object item);

    ValueTask ProgressAsync(ProgressRecord record);

    ValueTask ErrorAsync(ErrorRecord record);
}
