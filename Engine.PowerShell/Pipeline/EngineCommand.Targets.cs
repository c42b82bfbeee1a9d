using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

public abstract partial class EngineCommand
{
    private protected const string InputObjectSet = "InputObject";
    private protected const string NameSet = "Name";

    /// <summary>The containers given as objects.</summary>
    private protected IEnumerable<ContainerTarget> TargetsOf(Container[] containers) =>
        containers.Select(container => new ContainerTarget(SessionOf(container), container.Id, container.Name, container));

    /// <summary>The containers meant by names. A name without wildcards goes to the engine as it is, which answers if there is none.</summary>
    private protected IEnumerable<ContainerTarget> TargetsNamed(string[] names)
    {
        var session = SessionOf((Container?)null);
        IReadOnlyList<ContainerInfo>? all = null;
        foreach (var name in names)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(name))
            {
                var literal = WildcardPattern.Unescape(name);
                yield return new ContainerTarget(session, literal, literal, name);
                continue;
            }

            if (all is null && !TryCall(session, name, (client, token) => client.Containers.ListContainersAsync(new ContainerQuery(), token), out all))
            {
                yield break;
            }

            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            foreach (var info in all!.Where(info => pattern.IsMatch(info.Name)))
            {
                yield return new ContainerTarget(session, info.Id, info.Name, info.Name);
            }
        }
    }

    /// <summary>Writes the container as it is now.</summary>
    private protected void WriteContainer(ContainerTarget target)
    {
        if (TryCall(target.Session, target.Given, (client, token) => client.Containers.GetContainerAsync(target.Id, token), out var info))
        {
            WriteObject(new Container(info, target.Session));
        }
    }
}
