using System.Management.Automation;
using Engine.PowerShell.Completion;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Runs a container in the foreground: what it writes comes out line by line, and it is removed when it has ended.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Container", DefaultParameterSetName = ImageSet, SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class InvokeContainerCommand : ContainerSpecCommand
{
    /// <inheritdoc/>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ImageSet)]
    [ArgumentCompleter(typeof(ImageReferenceCompleter))]
    [ValidateNotNullOrEmpty]
    public override string Image { get; set; } = "";

    /// <inheritdoc/>
    [Parameter(Position = 1, ValueFromRemainingArguments = true, ParameterSetName = ImageSet)]
    public override string[]? Command { get; set; }

    /// <summary>The container's name while it runs.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var spec = BuildSpec(Name, attached: true);
        if (!ShouldProcess(Describe(Name), "Run") || Create(Session ?? SessionTable.Default, spec) is not { } created)
        {
            return;
        }

        try
        {
            Pump((queue, token) => RunAsync(created, queue, token));
        }
        finally
        {
            // What this cmdlet started ends with it, also after Ctrl+C: then nobody waits for the answer.
            var removal = RemoveAsync(created);
            if (!StopToken.IsCancellationRequested)
            {
                removal.GetAwaiter().GetResult();
            }
        }
    }

    private static async Task RemoveAsync(ContainerTarget created)
    {
        try
        {
            var client = await created.Session.GetClientAsync(CancellationToken.None).ConfigureAwait(false);
            await client.Containers.RemoveContainerAsync(created.Id, force: true, volumes: true, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (EngineErrorRecord.From(e, created.Given) is not null)
        {
            // An engine that is gone or has removed it already leaves nothing to do; the run's own error was written.
        }
    }

    private async Task RunAsync(ContainerTarget created, PipelineQueue queue, CancellationToken cancellationToken)
    {
        var output = new CommandOutput(queue, whole: false);
        try
        {
            var client = await created.Session.GetClientAsync(cancellationToken).ConfigureAwait(false);
            var attached = client.AttachAsync(
                created.Id, new AttachOptions(), null, (stream, bytes) => output.AddAsync(stream, bytes, cancellationToken), cancellationToken);
            await client.Containers.StartContainerAsync(created.Id, cancellationToken).ConfigureAwait(false);
            await attached.ConfigureAwait(false);
            await output.EndAsync(cancellationToken).ConfigureAwait(false);
            var exit = await client.Containers.WaitContainerAsync(created.Id, WaitCondition.NotRunning, cancellationToken).ConfigureAwait(false);
            if (exit.ExitCode != 0)
            {
                var command = Command is { Length: > 0 } given ? string.Join(' ', given) : Image;
                var failure = new ContainerCommandException(command, exit.ExitCode, output.Error);
                var record = EngineErrorRecord.Make(failure, ContainerCommandException.ErrorId, ErrorCategory.InvalidResult, created.Given);
                await queue.PostAsync(cmdlet => cmdlet.WriteError(record), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (EngineErrorRecord.From(e, created.Given) is { } record)
        {
            await queue.PostAsync(_ => WriteEngineError(record), cancellationToken).ConfigureAwait(false);
        }
    }
}
