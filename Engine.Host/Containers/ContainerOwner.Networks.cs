using Engine.Host.Networking;

namespace Engine.Host.Containers;

internal sealed partial class ContainerOwner
{
    /// <summary>Connects it to a network, running or not.</summary>
    public Task ConnectAsync(string network, EndpointSettings settings, CancellationToken cancellationToken) =>
        ChangeNetworksAsync(before => services.Networks.ConnectAsync(before, network, settings), cancellationToken);

    /// <summary>Disconnects it from a network, running or not.</summary>
    public Task DisconnectAsync(string network, bool force, CancellationToken cancellationToken) =>
        ChangeNetworksAsync(before => services.Networks.DisconnectAsync(before, network, force), cancellationToken);

    private async Task ChangeNetworksAsync(Func<Container, Task<Container>> change, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (container.State.Status is ContainerStatus.Removing or ContainerStatus.Dead)
            {
                throw Errors.ContainerErrors.MarkedForRemoval(Id);
            }

            await CommitAsync(await change(container));
        }
        finally
        {
            gate.Release();
        }
    }

    // Its addresses are known, or its start was not recorded and it gets others.
    private async Task<Container> AdoptNetworksAsync(Container found, int pid)
    {
        try
        {
            return await services.Networks.AdoptAsync(found, pid);
        }
        catch (Exception e) when (e is Errors.EngineException or IOException)
        {
            ContainerLog.NetworksLost(services.Logger, Id, e);
            return found;
        }
    }
}
