using Engine.Host.Containers.Consistency;

namespace Engine.Host.Containers;

internal sealed partial class ContainerService
{
    /// <summary>How many monitors are asked at once when the engine starts.</summary>
    private const int RestoreParallelism = 16;

    /// <summary>
    /// Takes up where an earlier engine stopped: loads every container, finds the running ones again, learns how others ended, removes what
    /// belongs to none, and starts what restart policies want to run. The first call after construction.
    /// </summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        foreach (Container container in services.Store.Load())
        {
            services.Index.Reserve(container.Name, container.Id);
            services.Index.Add(new ContainerOwner(services, container));
        }

        IReadOnlyList<ContainerOwner> owners = services.Index.All();
        await services.Volumes.RestoreAsync(owners.SelectMany(owner => owner.Container.HeldVolumes()));
        await services.Networks.RestoreAsync([.. owners.Select(owner => owner.Container)], cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = RestoreParallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(owners, parallel, async (owner, token) => await owner.RestoreAsync(token));
        ContainerLog.Restored(services.Logger, owners.Count(owner => owner.Container.State.IsAlive), owners.Count);
        var leftovers = new LeftoverCollector(services.Options, services.Launcher, [.. owners.Select(owner => owner.Container)], services.Logger);
        await leftovers.CollectAsync(cancellationToken);
        services.Networks.CollectLeftovers();
        foreach (ContainerOwner owner in owners)
        {
            await owner.ResumePolicyAsync();
        }
    }
}
