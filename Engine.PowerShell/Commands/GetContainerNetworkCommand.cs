using System.Collections;
using System.Management.Automation;
using Engine.PowerShell.Completion;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Gets networks of an engine, with the running containers on them.</summary>
[Cmdlet(VerbsCommon.Get, "ContainerNetwork")]
[OutputType(typeof(ContainerNetwork))]
public sealed class GetContainerNetworkCommand : EngineCommand
{
    /// <summary>Names, ids or unambiguous beginnings of ids. Wildcards may be used for names.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [NamesOnly]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Only networks with all of these labels; $null stands for any value.</summary>
    [Parameter]
    public IDictionary? Label { get; set; }

    /// <summary>Only networks with this driver.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NetworkDriverCompleter))]
    public string? Driver { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionTable.Default;
        foreach (var name in Name.Where(name => !WildcardPattern.ContainsWildcardCharacters(name)))
        {
            if (TryCall(session, name, (client, token) => client.Networks.GetNetworkAsync(name, token), out var info))
            {
                WriteObject(new ContainerNetwork(info, session));
            }
        }

        var patterns = Name.Length == 0 ? ["*"] : Name.Where(WildcardPattern.ContainsWildcardCharacters).ToList();
        if (patterns.Count == 0)
        {
            return;
        }

        var query = new NetworkQuery { Labels = Label is null ? null : LabelTable.Read(Label), Driver = Driver };
        foreach (var info in NetworksLike(session, patterns, query))
        {
            WriteObject(new ContainerNetwork(info, session));
        }
    }
}
