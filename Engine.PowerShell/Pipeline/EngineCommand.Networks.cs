using System.Management.Automation;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

public abstract partial class EngineCommand
{
    /// <summary>The networks that patterns match; none for patterns that match nothing.</summary>
    private protected IEnumerable<NetworkInfo> NetworksLike(EngineSession session, IReadOnlyList<string> patterns, NetworkQuery query)
    {
        var wildcards = patterns.Select(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase)).ToList();
        return TryCall(session, null, (client, token) => client.Networks.ListNetworksAsync(query, token), out var all)
            ? all.Where(network => wildcards.Exists(pattern => pattern.IsMatch(network.Name)))
            : [];
    }
}
