using Engine.Host.Volumes;
using Engine.Protocol;

namespace Engine.Host.Api.Rpc;

/// <summary>The contract's volumes on the domain's.</summary>
internal sealed class VolumeTarget(VolumeService volumes) : IVolumeService
{
    private static readonly IReadOnlyDictionary<string, string> s_none = new Dictionary<string, string>();

    public async Task<VolumeInfo> CreateVolumeAsync(VolumeSpec spec, CancellationToken cancellationToken) => Write(
        await volumes.CreateAsync(
            new VolumeRequest { Name = spec.Name ?? "", Driver = spec.Driver ?? "", Options = spec.Options, Labels = spec.Labels }, cancellationToken),
        null);

    public async Task<IReadOnlyList<VolumeInfo>> ListVolumesAsync(VolumeQuery query, CancellationToken cancellationToken)
    {
        var terms = new Dictionary<string, IReadOnlyList<string>>();
        if (query.Labels is { Count: > 0 } labels)
        {
            terms["label"] = QueryTerms.Labels(labels);
        }

        if (query.Dangling is { } dangling)
        {
            terms["dangling"] = [dangling ? "true" : "false"];
        }

        var found = volumes.List(new VolumeFilter(terms));
        var sizes = query.WithSize ? (await volumes.MeasureAsync(cancellationToken)).ToDictionary(usage => usage.Volume.Name, usage => usage.Size) : null;
        return [.. found.Select(volume => Write(volume, sizes?.TryGetValue(volume.Name, out var size) == true ? size : null))];
    }

    public Task<VolumeInfo> GetVolumeAsync(string volume, CancellationToken cancellationToken) => Task.FromResult(Write(volumes.Get(volume), null));

    public Task RemoveVolumeAsync(string volume, bool force, CancellationToken cancellationToken)
    {
        // Here nothing is silently left out: one that does not exist is told, also when forced.
        _ = volumes.Get(volume);
        return volumes.RemoveAsync(volume, force, cancellationToken);
    }

    public async Task<VolumeRemoval> PruneVolumesAsync(IReadOnlyDictionary<string, string?>? labels, bool named, CancellationToken cancellationToken)
    {
        var terms = new Dictionary<string, IReadOnlyList<string>> { ["all"] = [named ? "true" : "false"] };
        if (labels is { Count: > 0 })
        {
            terms["label"] = QueryTerms.Labels(labels);
        }

        var report = await volumes.PruneAsync(new VolumeFilter(terms), cancellationToken);
        return new VolumeRemoval { Removed = report.Removed, Reclaimed = report.Reclaimed };
    }

    private VolumeInfo Write(Volume volume, long? size) => new()
    {
        Name = volume.Name,
        Driver = volume.Driver,
        Created = volume.Created,
        Anonymous = volume.IsAnonymous,
        Labels = volume.Labels ?? s_none,
        Options = volume.Options ?? s_none,
        Mountpoint = volume.IsDirectory ? volumes.MountpointOf(volume) : null,
        Containers = volumes.HoldersOf(volume.Name),
        Size = size,
    };
}
