using Engine.Host.Containers.Monitors;
using Engine.Host.Containers.Specification;
using Engine.Host.Storage;
using Engine.Linux;
using Engine.Linux.Cgroups;

namespace Engine.Host.Containers.Consistency;

/// <summary>
/// Compares what the database says of containers with directories, processes, sockets, cgroups and mounts. Meant for when no daemon runs;
/// containers may.
/// </summary>
/// <param name="options">Where things are.</param>
/// <param name="store">What the database says.</param>
/// <param name="writableLayer">The directory of a container's own layer.</param>
/// <param name="launcher">Reaches monitors, to end those that nobody needs.</param>
/// <param name="logger">Hears what is removed.</param>
internal sealed class ContainerCheck(
    ContainerServiceOptions options, IContainerStore store, Func<string, string> writableLayer, IMonitorLauncher launcher, ILogger logger)
{
    // What is on its way out is no leftover: a monitor that ends, a group that another engine just makes.
    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(1);

    /// <summary>What is not as it should be.</summary>
    /// <param name="repair">Remove what belongs to no container. A row that promises too much is the next daemon's to correct.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<IReadOnlyList<StoreFinding>> RunAsync(bool repair, CancellationToken cancellationToken)
    {
        IReadOnlyList<Container> containers = store.Load();
        List<StoreFinding> findings = [.. containers.SelectMany(Check)];
        findings.AddRange(HostMounts.Find([options.DataRoot, options.ExecRoot], File.ReadLines("/proc/self/mountinfo")));
        var collector = new LeftoverCollector(options, launcher, containers, logger);
        IReadOnlyList<Leftover> leftovers = await StayingAsync(collector, collector.Find(), cancellationToken);
        if (repair)
        {
            await collector.RemoveAsync(leftovers, cancellationToken);
        }

        HashSet<string> left = repair
            ? [.. (await StayingAsync(collector, leftovers, cancellationToken)).Select(leftover => leftover.Description)]
            : [.. leftovers.Select(leftover => leftover.Description)];
        findings.AddRange(leftovers.Select(leftover =>
            new StoreFinding(leftover.Description, "belongs to no container", Repaired: !left.Contains(leftover.Description))));
        return findings;
    }

    private static async Task<IReadOnlyList<Leftover>> StayingAsync(LeftoverCollector collector, IReadOnlyList<Leftover> found, CancellationToken cancellationToken)
    {
        if (found.Count == 0)
        {
            return found;
        }

        await Task.Delay(SecondLook, cancellationToken);
        HashSet<string> still = [.. collector.Find().Select(leftover => leftover.Description)];
        return [.. found.Where(leftover => still.Contains(leftover.Description))];
    }

    private IEnumerable<StoreFinding> Check(Container container)
    {
        var paths = new ContainerPaths(options.DataRoot, options.ExecRoot, container.Id);
        if (!Directory.Exists(paths.Directory))
        {
            yield return new StoreFinding(container.Id, $"its directory {paths.Directory} is missing", Repaired: false);
        }

        if (!Directory.Exists(writableLayer(container.Id)))
        {
            yield return new StoreFinding(container.Id, "its writable layer is missing", Repaired: false);
        }

        if (!container.State.IsAlive)
        {
            yield break;
        }

        if (!File.Exists(paths.Socket))
        {
            yield return new StoreFinding(container.Id, "it is recorded as running and has no monitor", Repaired: false);
        }

        if (!ProcessStartTime.IsOf(container.State.Pid, container.State.StartTime))
        {
            yield return new StoreFinding(container.Id, $"it is recorded as running and process {container.State.Pid} is not its own", Repaired: false);
        }

        using Cgroup cgroup = Cgroup.Open(CgroupLayout.Detect(), SpecificationBuilder.CgroupPath(container, options.CgroupParent));
        if (!cgroup.Exists)
        {
            yield return new StoreFinding(container.Id, $"it is recorded as running and has no cgroup {cgroup.Path}", Repaired: false);
        }
    }
}
