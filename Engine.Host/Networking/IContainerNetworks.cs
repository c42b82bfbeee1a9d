using System.Net;
using Engine.Host.Containers;
using Engine.Host.Errors;

namespace Engine.Host.Networking;

/// <summary>
/// What containers' owners need of networks. The container comes as it is and goes back as it will be: its owner stores it, with the
/// transition that it is part of. Calls for one container come one after the other.
/// </summary>
internal interface IContainerNetworks
{
    /// <summary>The networks a new container belongs to. One that does not exist is told at the start, as Docker does.</summary>
    /// <exception cref="InvalidArgumentException">What was asked for cannot be had.</exception>
    IReadOnlyList<NetworkAttachment> Attach(ContainerConfiguration configuration);

    /// <summary>Takes addresses and ports for a start, in memory.</summary>
    /// <exception cref="EngineException">An address or a port is taken, or there is no such network; nothing is taken then.</exception>
    Container Reserve(Container container);

    /// <summary>Makes interfaces, routes and rules in the namespace of the launched process, before its program is started.</summary>
    /// <exception cref="EngineException">The kernel refused.</exception>
    Task OpenAsync(Container container, int pid);

    /// <summary>Gives back what <see cref="Reserve"/> took. For a container that has nothing it does nothing.</summary>
    void Release(Container container);

    /// <summary>Connects one, running or not.</summary>
    /// <exception cref="EngineException">It is connected already, or cannot be.</exception>
    Task<Container> ConnectAsync(Container container, string network, EndpointSettings settings);

    /// <summary>Disconnects one, running or not.</summary>
    /// <exception cref="EngineException">It is not connected.</exception>
    Task<Container> DisconnectAsync(Container container, string network, bool force);

    /// <summary>
    /// The first call after the engine's start: makes every network's interface and rules what they should be, and takes what containers
    /// have that ran when it ended.
    /// </summary>
    Task RestoreAsync(IReadOnlyList<Container> containers, CancellationToken cancellationToken);

    /// <summary>A running container was found again. One whose start was not recorded gets its networks anew.</summary>
    Task<Container> AdoptAsync(Container container, int pid);

    /// <summary>Removes what belongs to no network and no running container, when all containers are restored.</summary>
    void CollectLeftovers();

    /// <summary>A container has another name.</summary>
    Task RenamedAsync(Container container);

    /// <summary>Addresses by which containers reach the host: those of the default bridge.</summary>
    IReadOnlyList<IPAddress> HostGateway { get; }
}
