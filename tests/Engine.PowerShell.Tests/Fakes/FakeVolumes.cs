using System.Collections.Concurrent;
using Engine.Protocol;

namespace Engine.PowerShell.Tests.Fakes;

/// <summary>Volumes as far as the module can tell them from real ones.</summary>
public sealed class FakeVolumes(CallLog calls) : IVolumeService
{
    private readonly ConcurrentDictionary<string, VolumeInfo> _byName = new();

    public void Add(string name, bool anonymous = false) => _byName[name] = Info(new VolumeSpec { Name = name }, anonymous);

    public Task<VolumeInfo> CreateVolumeAsync(VolumeSpec spec, CancellationToken cancellationToken)
    {
        calls.Add($"volume create {spec.Name} {string.Join(',', spec.Options?.Select(o => $"{o.Key}={o.Value}") ?? [])}");
        return Task.FromResult(_byName.GetOrAdd(spec.Name ?? "invented", _ => Info(spec, spec.Name is null)));
    }

    public Task<IReadOnlyList<VolumeInfo>> ListVolumesAsync(VolumeQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<VolumeInfo>>([.. _byName.Values.OrderBy(volume => volume.Name, StringComparer.Ordinal)
            .Select(volume => query.WithSize ? volume with { Size = 7 } : volume)]);

    public Task<VolumeInfo> GetVolumeAsync(string volume, CancellationToken cancellationToken) => Task.FromResult(Find(volume));

    public Task RemoveVolumeAsync(string volume, bool force, CancellationToken cancellationToken)
    {
        _byName.TryRemove(Find(volume).Name, out _);
        calls.Add($"volume rm {volume}");
        return Task.CompletedTask;
    }

    public Task<VolumeRemoval> PruneVolumesAsync(IReadOnlyDictionary<string, string?>? labels, bool named, CancellationToken cancellationToken)
    {
        calls.Add($"volume prune {named}");
        return Task.FromResult(new VolumeRemoval { Removed = [.. _byName.Values.Where(volume => named || volume.Anonymous).Select(volume => volume.Name)], Reclaimed = 7 });
    }

    private VolumeInfo Find(string volume) => _byName.TryGetValue(volume, out var found)
        ? found
        : throw FakeFailure.Of(EngineErrorCode.NotFound, EngineErrorIds.VolumeNotFound, $"get {volume}: no such volume", volume);

    private static VolumeInfo Info(VolumeSpec spec, bool anonymous) => new()
    {
        Name = spec.Name ?? "invented",
        Driver = spec.Driver ?? "local",
        Created = DateTimeOffset.UnixEpoch,
        Anonymous = anonymous,
        Labels = spec.Labels ?? new Dictionary<string, string>(),
        Options = spec.Options ?? new Dictionary<string, string>(),
    };
}
