using Engine.Protocol;

namespace Engine.PowerShell.Completion;

/// <summary>Completes networks' names; for removal only of those that can be removed.</summary>
public sealed class NetworkCompleter : EngineCompleter
{
    private protected override async Task<IEnumerable<(string Value, string Hint)>> CompleteAsync(
        EngineClient client, string command, CancellationToken cancellationToken)
    {
        var networks = await client.Networks.ListNetworksAsync(new NetworkQuery(), cancellationToken).ConfigureAwait(false);
        var removes = command.Equals("Remove-ContainerNetwork", StringComparison.OrdinalIgnoreCase);
        return networks.Where(network => !removes || !network.Predefined)
            .Select(network => (network.Name, string.Join(", ", network.Subnets.Select(subnet => subnet.Subnet).OfType<string>().Prepend(network.Driver))));
    }
}
