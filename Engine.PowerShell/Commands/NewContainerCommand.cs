using System.Management.Automation;
using Engine.PowerShell.Completion;

namespace Engine.PowerShell.Commands;

/// <summary>Creates a container; Start-Container starts it.</summary>
[Cmdlet(VerbsCommon.New, "Container", DefaultParameterSetName = ImageSet, SupportsShouldProcess = true)]
[OutputType(typeof(Container))]
public sealed class NewContainerCommand : ContainerSpecCommand
{
    /// <summary>The container's name; without it the engine invents one.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <inheritdoc/>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ImageSet)]
    [ArgumentCompleter(typeof(ImageReferenceCompleter))]
    [ValidateNotNullOrEmpty]
    public override string Image { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionTable.Default;
        var spec = BuildSpec(Name, attached: false);
        if (ShouldProcess(Describe(Name), "Create") && Create(session, spec) is { } created)
        {
            WriteContainer(created);
        }
    }
}
