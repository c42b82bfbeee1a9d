using PolyType;
using StreamJsonRpc;

namespace Engine.Protocol;

/// <summary>Volumes.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
public partial interface IVolumeService
{
    /// <summary>Makes a volume. If there is one of that name it is the answer, as it is.</summary>
    /// <param name="spec">The volume.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<VolumeInfo> CreateVolumeAsync(VolumeSpec spec, CancellationToken cancellationToken);

    /// <summary>Volumes of this engine, by name.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<VolumeInfo>> ListVolumesAsync(VolumeQuery query, CancellationToken cancellationToken);

    /// <summary>One volume.</summary>
    /// <param name="volume">Its name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<VolumeInfo> GetVolumeAsync(string volume, CancellationToken cancellationToken);

    /// <summary>Removes a volume and its data. One that a container has, running or not, is refused.</summary>
    /// <param name="volume">Its name.</param>
    /// <param name="force">One whose driver is gone is forgotten.</param>
    /// <param name="cancellationToken">Ends the waiting, not the removal.</param>
    Task RemoveVolumeAsync(string volume, bool force, CancellationToken cancellationToken);

    /// <summary>Removes volumes that no container has and nobody named.</summary>
    /// <param name="labels">Only those with all of these labels; null stands for any value.</param>
    /// <param name="named">Those that somebody named, too.</param>
    /// <param name="cancellationToken">Ends the call; what was removed until then is.</param>
    Task<VolumeRemoval> PruneVolumesAsync(IReadOnlyDictionary<string, string?>? labels, bool named, CancellationToken cancellationToken);
}
