using System.Collections;
using System.Diagnostics;
using System.Management.Automation;
using System.Text;
using Engine.PowerShell.Completion;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>
/// Runs a command in running containers. The command is the only thing with a position and takes all that is left, and the container comes
/// by the pipeline or by -Name: any other arrangement loses arguments or can't be piped into.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "ContainerCommand", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
[Alias("Exec-Container")]
[OutputType(typeof(string), typeof(ContainerCommandResult))]
public sealed class InvokeContainerCommandCommand : EngineCommand
{
    /// <summary>Containers.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    public Container[] InputObject { get; set; } = [];

    /// <summary>Names, ids or unambiguous beginnings of ids. Wildcards may be used for names.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NamesOnly]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The program and its arguments. Write arguments that begin with a dash as a list (psql, -c, 'select 1') or after --.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromRemainingArguments = true)]
    [ValidateNotNullOrEmpty]
    public string[] Command { get; set; } = [];

    /// <summary>Environment variables in addition to the container's.</summary>
    [Parameter]
    public IDictionary? Environment { get; set; }

    /// <summary>Working directory; without it, the container's.</summary>
    [Parameter]
    public string? WorkingDirectory { get; set; }

    /// <summary>User, or user and group with a colon between them; without it, the container's.</summary>
    [Parameter]
    public string? User { get; set; }

    /// <summary>Run it with every capability.</summary>
    [Parameter]
    public SwitchParameter Privileged { get; set; }

    /// <summary>Lines for its standard input.</summary>
    [Parameter]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? StandardInput { get; set; }

    /// <summary>Write one object with the exit status and both streams whole, and no error for an exit status other than 0.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var target in ParameterSetName == NameSet ? TargetsNamed(Name) : TargetsOf(InputObject))
        {
            if (ShouldProcess(target.Name, $"Run '{string.Join(' ', Command)}'"))
            {
                Pump((queue, token) => RunAsync(target, queue, token));
            }
        }
    }

    private async Task RunAsync(ContainerTarget target, PipelineQueue queue, CancellationToken cancellationToken)
    {
        var spec = new ExecSpec
        {
            Command = Command,
            Stdin = StandardInput is not null,
            Environment = Environment is null ? null : LabelTable.ReadValues(Environment),
            WorkingDirectory = WorkingDirectory,
            User = User,
            Privileged = Privileged,
        };
        var output = new CommandOutput(queue, PassThru);
        var input = StandardInput is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(StandardInput.Select(line => line + "\n"))));
        try
        {
            var started = Stopwatch.GetTimestamp();
            var client = await target.Session.GetClientAsync(cancellationToken).ConfigureAwait(false);
            var exitCode = await client.ExecAsync(
                target.Id, spec, input, (stream, bytes) => output.AddAsync(stream, bytes, cancellationToken), cancellationToken).ConfigureAwait(false);
            await output.EndAsync(cancellationToken).ConfigureAwait(false);
            if (PassThru)
            {
                var result = new ContainerCommandResult(
                    target.Name, Command, exitCode, output.Output, output.Error, Stopwatch.GetElapsedTime(started));
                await queue.WriteAsync(result, cancellationToken).ConfigureAwait(false);
            }
            else if (exitCode != 0)
            {
                var failure = new ContainerCommandException(string.Join(' ', Command), exitCode, output.Error);
                var record = EngineErrorRecord.Make(failure, ContainerCommandException.ErrorId, ErrorCategory.InvalidResult, target.Given);
                await queue.PostAsync(cmdlet => cmdlet.WriteError(record), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (EngineErrorRecord.From(e, target.Given) is { } record)
        {
            await queue.PostAsync(_ => WriteEngineError(record), cancellationToken).ConfigureAwait(false);
        }
    }
}
