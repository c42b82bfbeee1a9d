using System.Runtime.CompilerServices;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Containers;
using Engine.Host.Events;
using Engine.Host.Hosting;
using Engine.Host.Images;
using Engine.Protocol;
using EngineEvent = Engine.Protocol.EngineEvent;

namespace Engine.Host.Api.Rpc;

/// <summary>The engine itself, for the contract.</summary>
internal sealed class EngineTarget(
    EngineIdentity identity, Containers.IContainerService containers, ImageStore images, EventService events) : IEngineService
{
    public Task PingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<EngineVersion> GetVersionAsync(CancellationToken cancellationToken) => Task.FromResult(new EngineVersion
    {
        Version = identity.Version,
        ApiVersion = ApiVersion.Maximum.ToString(),
        MinimumApiVersion = ApiVersion.Minimum.ToString(),
        Commit = identity.Commit,
        OperatingSystem = "linux",
        Architecture = identity.Architecture,
        KernelVersion = identity.KernelVersion,
    });

    public Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken)
    {
        var all = containers.List(ContainerFilter.Everything);
        var running = all.Count(c => c.State.Status is ContainerStatus.Running);
        var paused = all.Count(c => c.State.Status is ContainerStatus.Paused);
        return Task.FromResult(new EngineInfo
        {
            Id = identity.Id,
            Name = Environment.MachineName,
            Containers = all.Count,
            Running = running,
            Paused = paused,
            Stopped = all.Count - running - paused,
            Images = images.List().Count,
            DataRoot = identity.DataRoot,
            StorageDriver = "overlay2",
            CgroupVersion = identity.CgroupVersion,
            Distribution = identity.OperatingSystem,
            KernelVersion = identity.KernelVersion,
            Processors = Environment.ProcessorCount,
            Memory = identity.Memory,
        });
    }

    public Task<IReadOnlyList<StorageUsage>> GetStorageUsageAsync(CancellationToken cancellationToken)
    {
        var all = images.List();
        var shared = images.SharedSizes();
        var disk = images.DiskBytes();
        var used = all.Where(image => image.Holders.Count > 0).Sum(image => image.Size - shared.GetValueOrDefault(image.Id));
        var sized = containers.List(ContainerFilter.Everything).Select(container => (container.State.IsAlive, Size: containers.GetSize(container.Id).Writable)).ToList();
        return Task.FromResult<IReadOnlyList<StorageUsage>>(
        [
            new StorageUsage
            {
                Kind = "Images",
                Count = all.Count,
                Active = all.Count(image => image.Holders.Count > 0),
                Size = disk,
                Reclaimable = Math.Max(0, disk - used),
            },
            new StorageUsage
            {
                Kind = "Containers",
                Count = sized.Count,
                Active = sized.Count(container => container.IsAlive),
                Size = sized.Sum(container => container.Size),
                Reclaimable = sized.Where(container => !container.IsAlive).Sum(container => container.Size),
            },
        ]);
    }

    public IAsyncEnumerable<EngineEvent> WatchEventsAsync(EventQuery query, CancellationToken cancellationToken) =>
        new AbandonableSequence<EngineEvent>(token => WatchAsync(query, token), cancellationToken);

    private async IAsyncEnumerable<EngineEvent> WatchAsync(EventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var terms = new Dictionary<string, IReadOnlyList<string>>();
        Add("type", query.Types);
        Add("event", query.Actions);
        Add("container", query.Containers);
        if (query.Labels is { } labels)
        {
            Add("label", QueryTerms.Labels(labels));
        }

        await foreach (var e in events.SubscribeAsync(new EventFilter { Terms = terms }, query.Since, query.Until, cancellationToken))
        {
            yield return new EngineEvent { Time = e.Time, Type = e.Type, Action = e.Action, Id = e.ActorId, Attributes = e.Attributes };
        }

        void Add(string key, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
            {
                terms[key] = values;
            }
        }
    }
}
