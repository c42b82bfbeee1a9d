using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Attaches to a running container: what it writes from now on comes out line by line, until it has ended or Ctrl+C leaves it running.</summary>
[Cmdlet(VerbsCommunications.Connect, "Container", DefaultParameterSetName = InputObjectSet)]
[OutputType(typeof(string))]
public sealed class ConnectContainerCommand : ContainerTargetCommand
{
    /// <summary>Lines for its standard input, if that is open.</summary>
    [Parameter]
    public string[]? StandardInput { get; set; }

    /// <summary>First what it wrote before.</summary>
    [Parameter]
    public SwitchParameter Replay { get; set; }

    private protected override void ProcessContainer(ContainerTarget target) => Pump((queue, token) => AttachAsync(target, queue, token));

    private async Task AttachAsync(ContainerTarget target, PipelineQueue queue, CancellationToken cancellationToken)
    {
        var output = new CommandOutput(queue, whole: false);
        try
        {
            var client = await target.Session.GetClientAsync(cancellationToken).ConfigureAwait(false);
            await using var input = StandardInput is null ? null : new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Concat(StandardInput.Select(line => line + "\n"))));
            var options = new AttachOptions { Stdin = input is not null, Replay = Replay };
            await client.AttachAsync(target.Id, options, input, (stream, bytes) => output.AddAsync(stream, bytes, cancellationToken), cancellationToken).ConfigureAwait(false);
            await output.EndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (EngineErrorRecord.From(e, target.Given) is { } record)
        {
            await queue.PostAsync(_ => WriteEngineError(record), cancellationToken).ConfigureAwait(false);
        }
    }
}
