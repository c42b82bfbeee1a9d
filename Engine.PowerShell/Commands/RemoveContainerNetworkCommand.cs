using System.Management.Automation;
using Engine.PowerShell.Completion;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Removes networks that no running container is on.</summary>
[Cmdlet(VerbsCommon.Remove, "ContainerNetwork", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
public sealed class RemoveContainerNetworkCommand : EngineCommand
{
    /// <summary>Networks.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    public ContainerNetwork[] InputObject { get; set; } = [];

    /// <summary>Names, ids or unambiguous beginnings of ids. Wildcards may be used for names, and never mean those that every engine has.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NamesOnly]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != NameSet)
        {
            foreach (var network in InputObject)
            {
                Remove(Session ?? network.Session, network.Id, network.Name, network);
            }

            return;
        }

        var session = Session ?? SessionTable.Default;
        foreach (var name in Name)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(name))
            {
                Remove(session, name, name, name);
                continue;
            }

            foreach (var network in NetworksLike(session, [name], new NetworkQuery()).Where(network => !network.Predefined))
            {
                Remove(session, network.Id, network.Name, network.Name);
            }
        }
    }

    private void Remove(EngineSession session, string network, string shown, object given)
    {
        if (ShouldProcess(shown, "Remove network"))
        {
            TryCall(session, given, (client, token) => client.Networks.RemoveNetworkAsync(network, token));
        }
    }
}
