using Engine.Host.Containers;
using Engine.Host.Networking;

namespace Engine.Host.Tests.Containers;

/// <summary>Networks of containers that have none.</summary>
internal sealed class NoNetworks : IContainerNetworks
{
    public IReadOnlyList<NetworkAttachment> Attach(ContainerConfiguration configuration) => [];

    public Container Reserve(Container container) => container;

    public Task OpenAsync(Container container, int pid) => Task.CompletedTask;

    public void Release(Container container)
    {
    }

    public Task<Container> ConnectAsync(Container container, string network, EndpointSettings settings) => Task.FromResult(container);

    public Task<Container> DisconnectAsync(Container container, string network, bool force) => Task.FromResult(container);

    public Task RestoreAsync(IReadOnlyList<Container> containers, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<Container> AdoptAsync(Container container, int pid) => Task.FromResult(container);

    public void CollectLeftovers()
    {
    }

    public IReadOnlyList<System.Net.IPAddress> HostGateway => [];

    public Task RenamedAsync(Container container) => Task.CompletedTask;
}
