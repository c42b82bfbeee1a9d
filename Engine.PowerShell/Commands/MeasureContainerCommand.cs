using System.Management.Automation;
using Engine.PowerShell.Completion;
using Engine.PowerShell.Pipeline;

namespace Engine.PowerShell.Commands;

/// <summary>Measures what running containers use. All that come by the pipeline are measured at the same time.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Container", DefaultParameterSetName = InputObjectSet)]
[OutputType(typeof(ContainerUsage))]
public sealed class MeasureContainerCommand : EngineCommand
{
    private readonly List<ContainerTarget> _targets = [];

    /// <summary>Containers; without any, all that run.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    public Container[] InputObject { get; set; } = [];

    /// <summary>Names, ids or unambiguous beginnings of ids. Wildcards may be used for names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NamesOnly]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>How long to watch their processors.</summary>
    [Parameter]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    protected override void ProcessRecord() => _targets.AddRange(ParameterSetName == NameSet ? TargetsNamed(Name) : TargetsOf(InputObject));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_targets.Count == 0)
        {
            // Nothing came: everything is meant, unless a pipeline or a pattern turned out to be empty.
            if (ParameterSetName == InputObjectSet && !MyInvocation.ExpectingInput)
            {
                Measure(Session ?? SessionTable.Default, [], null);
            }

            return;
        }

        foreach (var engine in _targets.GroupBy(target => target.Session))
        {
            // A name that does not exist must not cost the others their figures.
            var known = engine.Where(target => target.Given is Container
                || TryCall(target.Session, target.Given, (client, token) => client.Containers.GetContainerAsync(target.Id, token), out _)).ToList();
            if (known.Count > 0)
            {
                Measure(engine.Key, [.. known.Select(target => target.Id)], known[0].Given);
            }
        }
    }

    private void Measure(EngineSession session, string[] containers, object? given)
    {
        if (TryCall(session, given, (client, token) => client.Containers.MeasureContainersAsync(containers, Interval, token), out var usages))
        {
            foreach (var usage in usages)
            {
                WriteObject(new ContainerUsage(usage));
            }
        }
    }
}
