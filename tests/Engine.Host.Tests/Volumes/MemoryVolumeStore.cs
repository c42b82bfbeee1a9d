using System.Collections.Concurrent;
using Engine.Host.Volumes;

namespace Engine.Host.Tests.Volumes;

/// <summary>Volumes in memory.</summary>
internal sealed class MemoryVolumeStore : IVolumeStore
{
    private readonly ConcurrentDictionary<string, Volume> rows = new();

    public IReadOnlyDictionary<string, Volume> Rows => rows;

    public IReadOnlyList<Volume> Load() => [.. rows.Values];

    public Task AddAsync(IReadOnlyList<Volume> volumes)
    {
        foreach (Volume volume in volumes)
        {
            rows[volume.Name] = volume;
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(string name)
    {
        rows.TryRemove(name, out _);
        return Task.CompletedTask;
    }
}
