using System.Management.Automation;
using Engine.PowerShell.Completion;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Removes volumes with their data. One that a container has, running or not, stays.</summary>
[Cmdlet(VerbsCommon.Remove, "ContainerVolume", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveContainerVolumeCommand : EngineCommand
{
    /// <summary>Volumes.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    public ContainerVolume[] InputObject { get; set; } = [];

    /// <summary>Names. Wildcards may be used.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NamesOnly]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VolumeNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Forget also one whose driver is gone.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != NameSet)
        {
            foreach (var volume in InputObject)
            {
                Remove(Session ?? volume.Session, volume.Name, volume);
            }

            return;
        }

        var session = Session ?? SessionTable.Default;
        foreach (var name in Name)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(name))
            {
                Remove(session, name, name);
            }
            else if (TryCall(session, name, (client, token) => client.Volumes.ListVolumesAsync(new VolumeQuery(), token), out var all))
            {
                var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
                foreach (var info in all.Where(info => pattern.IsMatch(info.Name)))
                {
                    Remove(session, info.Name, info.Name);
                }
            }
        }
    }

    private void Remove(EngineSession session, string name, object given)
    {
        if (ShouldProcess(name, "Remove with its data"))
        {
            TryCall(session, given, (client, token) => client.Volumes.RemoveVolumeAsync(name, Force, token));
        }
    }
}
