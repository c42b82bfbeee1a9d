using System.Collections;
using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Makes volumes. One that exists already is left as it is.</summary>
[Cmdlet(VerbsCommon.New, "ContainerVolume", SupportsShouldProcess = true)]
[OutputType(typeof(ContainerVolume))]
public sealed class NewContainerVolumeCommand : EngineCommand
{
    /// <summary>Names; without one the engine chooses it, and the volume counts as anonymous.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Who keeps it: local, or a plugin's name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Driver { get; set; }

    /// <summary>Options of the driver; of the local one type, device and o, as mount(8) has them.</summary>
    [Parameter]
    public IDictionary? Option { get; set; }

    /// <summary>Labels.</summary>
    [Parameter]
    public IDictionary? Label { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionTable.Default;
        foreach (var name in Name.Length == 0 ? [null] : (string?[])Name)
        {
            var spec = new VolumeSpec
            {
                Name = name,
                Driver = Driver,
                Options = Option is null ? null : LabelTable.ReadValues(Option),
                Labels = Label is null ? null : LabelTable.ReadValues(Label),
            };
            if (ShouldProcess(name ?? "a new volume", "Create")
                && TryCall(session, name, (client, token) => client.Volumes.CreateVolumeAsync(spec, token), out var info))
            {
                WriteObject(new ContainerVolume(info, session));
            }
        }
    }
}
