using System.Collections;
using System.Management.Automation;
using Engine.PowerShell.Completion;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Gets volumes of an engine.</summary>
[Cmdlet(VerbsCommon.Get, "ContainerVolume")]
[OutputType(typeof(ContainerVolume))]
public sealed class GetContainerVolumeCommand : EngineCommand
{
    /// <summary>Names. Wildcards may be used.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [NamesOnly]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VolumeNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Only volumes with all of these labels; $null stands for any value.</summary>
    [Parameter]
    public IDictionary? Label { get; set; }

    /// <summary>Only volumes that no container has.</summary>
    [Parameter]
    public SwitchParameter Dangling { get; set; }

    /// <summary>Count the bytes of their files.</summary>
    [Parameter]
    public SwitchParameter Measure { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionTable.Default;
        var query = new VolumeQuery { Labels = Label is null ? null : LabelTable.Read(Label), Dangling = Dangling ? true : null, WithSize = Measure };
        if (!TryCall(session, null, (client, token) => client.Volumes.ListVolumesAsync(query, token), out var all))
        {
            return;
        }

        foreach (var info in Name.Length == 0 ? all : Name.SelectMany(name => Named(session, name, all)))
        {
            WriteObject(new ContainerVolume(info, session));
        }
    }

    private IEnumerable<VolumeInfo> Named(EngineSession session, string name, IReadOnlyList<VolumeInfo> all)
    {
        if (WildcardPattern.ContainsWildcardCharacters(name))
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            return all.Where(info => pattern.IsMatch(info.Name));
        }

        if (all.FirstOrDefault(info => info.Name == name) is { } found)
        {
            return [found];
        }

        // The engine's own words for one that does not exist; one that the other parameters exclude is silence.
        _ = TryCall(session, name, (client, token) => client.Volumes.GetVolumeAsync(name, token), out _);
        return [];
    }
}
