using PolyType;
using StreamJsonRpc;

namespace Engine.Protocol;

/// <summary>The engine itself.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
public partial interface IEngineService
{
    /// <summary>Answers at once.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task PingAsync(CancellationToken cancellationToken);

    /// <summary>What the engine is.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<EngineVersion> GetVersionAsync(CancellationToken cancellationToken);

    /// <summary>What the engine has and how its machine is.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken);

    /// <summary>What the engine's things take on disk, by kind.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<StorageUsage>> GetStorageUsageAsync(CancellationToken cancellationToken);

    /// <summary>Events from <see cref="EventQuery.Since"/> (or from now) on, until <see cref="EventQuery.Until"/> or until the enumeration is ended.</summary>
    /// <param name="query">Which events.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    IAsyncEnumerable<EngineEvent> WatchEventsAsync(EventQuery query, CancellationToken cancellationToken);
}
