using Engine.Host.Containers.Monitors;
using Engine.Host.Errors;
using Engine.Linux;
using Engine.Linux.Cgroups;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers.Consistency;

/// <summary>Finds what a crash left and no container owns: processes, cgroups, directories. Layers are the image store's to sweep.</summary>
internal sealed class LeftoverCollector(
    ContainerServiceOptions options, IMonitorLauncher launcher, IReadOnlyList<Container> containers, ILogger logger)
{
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(10);

    // Engines may share the parent of their cgroups: another one's group that is just being made is told by its age.
    private static readonly TimeSpan YoungestAbandoned = TimeSpan.FromMinutes(1);

    /// <summary>What there is. A group that another engine is just making can be among it.</summary>
    public IReadOnlyList<Leftover> Find() => Find(TimeSpan.Zero);

    /// <summary>Removes what can be no other engine's.</summary>
    public Task CollectAsync(CancellationToken cancellationToken) => RemoveAsync(Find(YoungestAbandoned), cancellationToken);

    /// <summary>Removes what was found, in the order in which it was.</summary>
    public async Task RemoveAsync(IEnumerable<Leftover> leftovers, CancellationToken cancellationToken)
    {
        foreach (Leftover leftover in leftovers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await leftover.RemoveAsync();
                ContainerLog.LeftoverRemoved(logger, leftover.Description);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or EngineException or TimeoutException)
            {
                ContainerLog.LeftoverStays(logger, leftover.Description, e);
            }
        }
    }

    // Monitors first: their end removes what the others would find busy.
    private List<Leftover> Find(TimeSpan youngest) => [.. RunDirectories(), .. Monitors(), .. Cgroups(youngest), .. Directories()];

    private IEnumerable<Leftover> RunDirectories()
    {
        HashSet<string> known = [.. containers.Select(container => container.ShortId)];
        return Children(Path.Combine(options.ExecRoot, "c"))
            .Where(directory => !known.Contains(Path.GetFileName(directory)))
            .Select(directory => new Leftover($"run directory {directory}", async () =>
            {
                await EndMonitorAsync(Path.Combine(directory, "m.sock"));
                Delete(directory);
            }));
    }

    private IEnumerable<Leftover> Monitors()
    {
        HashSet<int> needed = [.. containers.Where(container => container.State.IsAlive).Select(container => ProcessInformation.TryRead(container.State.Pid)?.ParentPid ?? 0)];
        return MonitorProcesses.Of(options.ExecRoot)
            .Where(pid => !needed.Contains(pid))
            .Select(pid => new Leftover($"monitor {pid}", () =>
            {
                // Its container ends with it (PR_SET_PDEATHSIG).
                ProcessSignal.Send(pid, Signals.Kill);
                return Task.CompletedTask;
            }));
    }

    private IEnumerable<Leftover> Cgroups(TimeSpan youngest)
    {
        HashSet<string> stopped = [.. containers.Where(container => !container.State.IsAlive).Select(container => container.Id)];
        HashSet<string> running = [.. containers.Where(container => container.State.IsAlive).Select(container => container.Id)];
        CgroupLayout layout = CgroupLayout.Detect();
        return ContainerCgroups.Children(layout, options.CgroupParent)
            .Where(name => name.Length == 64 && !running.Contains(name) && (stopped.Contains(name) || IsAbandoned(layout, name, youngest)))
            .Select(name => new Leftover($"cgroup {options.CgroupParent}/{name}", () =>
            {
                using Cgroup cgroup = Cgroup.Open(layout, $"{options.CgroupParent}/{name}");
                cgroup.KillAll();
                cgroup.Delete();
                return Task.CompletedTask;
            }));
    }

    private IEnumerable<Leftover> Directories()
    {
        HashSet<string> known = [.. containers.Select(container => container.Id)];
        return Children(Path.Combine(options.DataRoot, "containers"))
            .Where(directory => !known.Contains(Path.GetFileName(directory)))
            .Select(directory => new Leftover($"container directory {directory}", () =>
            {
                Delete(directory);
                return Task.CompletedTask;
            }));
    }

    // Another engine's containers are told from leftovers by their processes.
    private bool IsAbandoned(CgroupLayout layout, string name, TimeSpan youngest)
    {
        string path = $"{options.CgroupParent}/{name}";
        using Cgroup cgroup = Cgroup.Open(layout, path);
        return cgroup.Processes().Count == 0 && ContainerCgroups.MadeBefore(layout, path, DateTime.UtcNow - youngest);
    }

    private async Task EndMonitorAsync(string socket)
    {
        if (File.Exists(socket) && await launcher.ConnectAsync(socket, new NoEvents(), CancellationToken.None) is { } connection)
        {
            await connection.SignalAsync(new SignalRequest { Signal = Signals.Kill, All = true }, CancellationToken.None);
            await connection.Completion.WaitAsync(EndTimeout);
        }
    }

    private static void Delete(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static IEnumerable<string> Children(string directory) => Directory.Exists(directory) ? Directory.EnumerateDirectories(directory) : [];

    private sealed class NoEvents : IMonitorEvents
    {
        public void OnExited(MonitorConnection connection, ExitRecord exit)
        {
        }

        public void OnOomKilled(MonitorConnection connection)
        {
        }

        public void OnExecExited(MonitorConnection connection, ExecExitRecord exit)
        {
        }

        public void OnLogRotated(MonitorConnection connection)
        {
        }

        public void OnClosed(MonitorConnection connection)
        {
        }
    }
}
