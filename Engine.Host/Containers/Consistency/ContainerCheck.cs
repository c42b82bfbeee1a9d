using Engine.Host.Containers.Monitors;
using Engine.Host.Containers.Specification;
using Engine.Host.Storage;
using Engine.Linux;
using Engine.Linux.Cgroups;

namespace Engine.Host.Containers.Consistency;

/// <summary>
/// Compares what the database says of containers with directories, processes, sockets and cgroups. Meant for when no daemon runs;
/// containers may.
/// </summary>
internal sealed class ContainerCheck(ContainerServiceOptions options, IContainerStore store, IMonitorLauncher launcher, ILogger logger)
{
    /// <summary>What is not as it should be.</summary>
    /// <param name="repair">Remove what belongs to no container. A row that promises too much is the next daemon's to correct.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<IReadOnlyList<StoreFinding>> RunAsync(bool repair, CancellationToken cancellationToken)
    {
        IReadOnlyList<Container> containers = store.Load();
        List<StoreFinding> findings = [.. containers.SelectMany(Check)];
        var leftovers = new LeftoverCollector(options, launcher, containers, logger);
        IReadOnlyList<string> before = leftovers.Find();
        if (repair && before.Count > 0)
        {
            await leftovers.CollectAsync(cancellationToken);
        }

        HashSet<string> after = repair ? [.. leftovers.Find()] : [.. before];
        findings.AddRange(before.Select(leftover => new StoreFinding(leftover, "belongs to no container", Repaired: !after.Contains(leftover))));
        return findings;
    }

    private IEnumerable<StoreFinding> Check(Container container)
    {
        var paths = new ContainerPaths(options.DataRoot, options.ExecRoot, container.Id);
        if (!Directory.Exists(paths.Directory))
        {
            yield return new StoreFinding(container.Id, $"its directory {paths.Directory} is missing", Repaired: false);
        }

        if (!container.State.IsAlive)
        {
            yield break;
        }

        if (!File.Exists(paths.Socket))
        {
            yield return new StoreFinding(container.Id, "it is recorded as running and has no monitor", Repaired: false);
        }

        if (!IsSameProcess(container.State))
        {
            yield return new StoreFinding(container.Id, $"it is recorded as running and process {container.State.Pid} is not its own", Repaired: false);
        }

        using Cgroup cgroup = Cgroup.Open(CgroupLayout.Detect(), SpecificationBuilder.CgroupPath(container, options.CgroupParent));
        if (!cgroup.Exists)
        {
            yield return new StoreFinding(container.Id, $"it is recorded as running and has no cgroup {cgroup.Path}", Repaired: false);
        }
    }

    private static bool IsSameProcess(ContainerState state)
    {
        try
        {
            return ProcessStartTime.Of(state.Pid) == state.StartTime;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
