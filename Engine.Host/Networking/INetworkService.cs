using Engine.Host.Errors;

namespace Engine.Host.Networking;

/// <summary>
/// Networks, for REST, JSON-RPC and name resolution. Connecting and disconnecting is a change of a container and so
/// <see cref="Containers.IContainerService"/>'s. A completed change survives <c>kill -9</c> and a power cut.
/// </summary>
internal interface INetworkService
{
    /// <summary>Networks, oldest first.</summary>
    /// <exception cref="InvalidArgumentException">An unknown filter.</exception>
    IReadOnlyList<Network> List(NetworkFilter filter);

    /// <summary>The one with the name, the id or an unambiguous prefix of the id.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    Network Get(string reference);

    /// <summary>The one with the full id, or null.</summary>
    Network? TryGet(string id);

    /// <summary>Running containers on it, by its full id.</summary>
    IReadOnlyList<NetworkMember> MembersOf(string networkId);

    /// <summary>Makes a network, with its interface and rules.</summary>
    /// <exception cref="ConflictException">The name is taken.</exception>
    /// <exception cref="ForbiddenException">The subnet overlaps another network's, or the name is reserved.</exception>
    /// <exception cref="InvalidArgumentException">It cannot be.</exception>
    Task<CreateNetworkResult> CreateAsync(NetworkSpec spec, CancellationToken cancellationToken);

    /// <summary>Removes a network and everything of it.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="ForbiddenException">It is predefined, or running containers are on it.</exception>
    Task RemoveAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Removes networks that no container refers to. Returns their names.</summary>
    Task<IReadOnlyList<string>> PruneAsync(NetworkFilter filter, CancellationToken cancellationToken);
}
