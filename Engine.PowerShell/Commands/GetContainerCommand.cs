using System.Collections;
using System.Management.Automation;
using Engine.PowerShell.Completion;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Gets containers of an engine.</summary>
[Cmdlet(VerbsCommon.Get, "Container", DefaultParameterSetName = "Name")]
[OutputType(typeof(Container))]
public sealed class GetContainerCommand : EngineCommand
{
    /// <summary>Names, ids or unambiguous beginnings of ids. Wildcards may be used for names.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Name")]
    [SupportsWildcards]
    [NamesOnly]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Containers to get again, as they are now.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    public Container[] InputObject { get; set; } = [];

    /// <summary>Only containers in one of these states.</summary>
    [Parameter(ParameterSetName = "Name")]
    public ContainerState[] State { get; set; } = [];

    /// <summary>Only containers with all of these labels; $null stands for any value.</summary>
    [Parameter(ParameterSetName = "Name")]
    public IDictionary? Label { get; set; }

    /// <summary>Only containers of this image.</summary>
    [Parameter(ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(ImageReferenceCompleter))]
    public string? Image { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var container in InputObject)
        {
            Write(SessionOf(container), container.Id, container);
        }

        if (ParameterSetName == "Name")
        {
            WriteNamed(SessionOf((Container?)null));
        }
    }

    private void WriteNamed(EngineSession session)
    {
        var query = new ContainerQuery
        {
            States = [.. State.Select(state => (Protocol.ContainerState)(int)state)],
            Labels = Label is null ? null : LabelTable.Read(Label),
            Image = Image,
        };
        var restricted = State.Length > 0 || Label is not null || Image is not null;
        IReadOnlyList<ContainerInfo>? all = null;
        foreach (var name in Name)
        {
            var wild = WildcardPattern.ContainsWildcardCharacters(name);
            if (!wild && !restricted)
            {
                Write(session, WildcardPattern.Unescape(name), name);
                continue;
            }

            if (all is null && !TryCall(session, name, (client, token) => client.Containers.ListContainersAsync(query, token), out all))
            {
                return;
            }

            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            foreach (var info in all!.Where(info => pattern.IsMatch(info.Name) || (!wild && info.Id.StartsWith(name, StringComparison.Ordinal))))
            {
                WriteObject(new Container(info, session));
            }
        }
    }

    private void Write(EngineSession session, string id, object given)
    {
        if (TryCall(session, given, (client, token) => client.Containers.GetContainerAsync(id, token), out var info))
        {
            WriteObject(new Container(info, session));
        }
    }
}
