using Engine.Host.Containers;
using Engine.Host.Errors;
using Engine.Host.Networking.Sandboxes;
using Engine.Linux;

namespace Engine.Host.Networking;

internal sealed partial class NetworkService
{
    public async Task<Container> ConnectAsync(Container container, string network, EndpointSettings settings)
    {
        NetworkState state = Find(network);
        CheckConnect(container, state);
        EndpointSettingsCheck.Check(state, settings);
        if (container.Networks.Any(attachment => attachment.NetworkId == state.Network.Id))
        {
            throw NetworkErrors.AlreadyConnected(container.Name, state.Network.Name);
        }

        if (!container.State.IsAlive)
        {
            var attachment = new NetworkAttachment { NetworkId = state.Network.Id, NetworkName = state.Network.Name, Settings = settings };

            // One of an earlier network of this name would be a second under it.
            return container with { Networks = [.. container.Networks.Where(other => other.NetworkName != attachment.NetworkName), attachment] };
        }

        NetworkAttachment joined = Join(container.Id, state, settings, [.. container.Networks.Select(attachment => attachment.Endpoint?.InterfaceName ?? "")]);
        Container connected = container with { Networks = [.. container.Networks, joined] };
        try
        {
            if (Interface(joined) is { } link)
            {
                await SandboxLinks.OpenAsync(container.State.Pid, [link], Gateways(connected.Networks), replaceRoutes: true);
            }

            Republish(container, connected);
        }
        catch (Exception e)
        {
            RemoveLinks(joined.Endpoint!.HostInterface is { Length: > 0 } name ? [name] : []);
            Leave(container.Id, joined);
            throw e is LinuxException refused ? NetworkErrors.SetupFailed(refused) : e;
        }

        Publish(state.Network, "connect", container.Id);
        await TellAsync(connected);
        return connected;
    }

    public async Task<Container> DisconnectAsync(Container container, string network, bool force)
    {
        NetworkState? state = index.Find(network);
        NetworkAttachment? attachment = container.Networks.FirstOrDefault(
            attachment => state is null ? attachment.NetworkName == network || attachment.NetworkId == network : attachment.NetworkId == state.Network.Id);
        if (attachment is null)
        {
            throw state is null ? NetworkErrors.NotFound(network) : NetworkErrors.NotConnected(container.Id, state.Network.Name);
        }

        if (state?.Network.Driver == NetworkDrivers.Host)
        {
            throw NetworkErrors.DisconnectFromHost();
        }

        Container disconnected = container with { Networks = [.. container.Networks.Where(other => other != attachment)] };
        if (attachment.Endpoint is not { } endpoint)
        {
            return disconnected;
        }

        try
        {
            await SandboxLinks.CloseAsync(container.State.Pid, endpoint.InterfaceName.Length > 0 ? endpoint : null, Gateways(disconnected.Networks));
            Republish(container, disconnected);
        }
        catch (LinuxException) when (force)
        {
            // The namespace may be gone.
        }
        catch (LinuxException e)
        {
            throw new InternalException($"cannot disconnect container {container.Id} from network {attachment.NetworkName}: {e.Message}", innerException: e);
        }

        // Whatever the container calls its end by now.
        RemoveLinks(endpoint.HostInterface.Length > 0 ? [endpoint.HostInterface] : []);
        Leave(container.Id, attachment);
        if (state is not null)
        {
            Publish(state.Network, "disconnect", container.Id);
        }

        await TellAsync(disconnected);
        return disconnected;
    }

    private static void CheckConnect(Container container, NetworkState state)
    {
        if (state.Network.Driver == NetworkDrivers.Host)
        {
            throw NetworkErrors.ConnectToHost();
        }

        if (container.Configuration.UsesHostNetwork || container.Configuration.NetworkMode.StartsWith("container:", StringComparison.Ordinal))
        {
            throw NetworkErrors.SharedNamespace();
        }

        if (container.Networks.Count > 0 && (container.Configuration.NetworkMode == "none" || state.Network.Driver == NetworkDrivers.Null)
            && container.Networks.Any(attachment => attachment.NetworkName == "none" || state.Network.Driver == NetworkDrivers.Null))
        {
            throw NetworkErrors.PrivateNetwork();
        }

        if (state.Network.ConfigOnly)
        {
            throw new ForbiddenException($"cannot connect to a configuration-only network: {state.Network.Name}");
        }
    }

    // The network of the default route may have changed; ports go to the container's address on it.
    private void Republish(Container before, Container after)
    {
        List<Firewall.FirewallPort> old = FirewallPorts(before);
        List<Firewall.FirewallPort> young = FirewallPorts(after);
        if (!old.SequenceEqual(young))
        {
            firewall.Value.Remove(old);
            firewall.Value.Add(young);
            Relay(after);
        }
    }
}
