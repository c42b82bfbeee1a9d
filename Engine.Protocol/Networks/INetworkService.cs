using PolyType;
using StreamJsonRpc;

namespace Engine.Protocol;

/// <summary>Networks. <c>network</c> and <c>container</c> parameters are a name, an id, or an unambiguous beginning of an id.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
public partial interface INetworkService
{
    /// <summary>Networks of this engine.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<NetworkInfo>> ListNetworksAsync(NetworkQuery query, CancellationToken cancellationToken);

    /// <summary>One network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<NetworkInfo> GetNetworkAsync(string network, CancellationToken cancellationToken);

    /// <summary>Makes a network.</summary>
    /// <param name="spec">What it is to be.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<NetworkCreated> CreateNetworkAsync(NetworkSpec spec, CancellationToken cancellationToken);

    /// <summary>Removes a network that no running container is on.</summary>
    /// <param name="network">The network.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task RemoveNetworkAsync(string network, CancellationToken cancellationToken);

    /// <summary>Connects a container, running or not.</summary>
    /// <param name="container">The container.</param>
    /// <param name="endpoint">The network, and what the container has on it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ConnectNetworkAsync(string container, EndpointSpec endpoint, CancellationToken cancellationToken);

    /// <summary>Disconnects a container, running or not.</summary>
    /// <param name="container">The container.</param>
    /// <param name="network">The network.</param>
    /// <param name="force">Also when the container is gone or cannot be reached.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task DisconnectNetworkAsync(string container, string network, bool force, CancellationToken cancellationToken);

    /// <summary>Removes networks that no container, running or not, belongs to.</summary>
    /// <param name="query">Of which ones.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The names of those that are gone.</returns>
    Task<IReadOnlyList<string>> PruneNetworksAsync(NetworkQuery query, CancellationToken cancellationToken);
}
