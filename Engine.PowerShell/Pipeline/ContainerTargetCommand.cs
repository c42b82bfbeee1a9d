using System.Management.Automation;
using Engine.PowerShell.Completion;
using Engine.PowerShell.Pipeline;

namespace Engine.PowerShell.Commands;

/// <summary>
/// A cmdlet on existing containers, given as objects by the pipeline or by name. InputObject must be the default parameter set: with Name
/// as the default, PowerShell would bind a piped container by its Name property and its identity would silently become a name.
/// </summary>
public abstract class ContainerTargetCommand : EngineCommand
{
    /// <summary>Containers.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    public Container[] InputObject { get; set; } = [];

    /// <summary>Names, ids or unambiguous beginnings of ids. Wildcards may be used for names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NamesOnly]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var target in ParameterSetName == NameSet ? TargetsNamed(Name) : TargetsOf(InputObject))
        {
            ProcessContainer(target);
        }
    }

    /// <summary>Does the cmdlet's work on one container.</summary>
    private protected abstract void ProcessContainer(ContainerTarget target);
}
