using Engine.Host.Containers.Monitors;
using Engine.Host.Errors;
using Engine.Linux.Cgroups;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers.Consistency;

/// <summary>Finds what a crash left and no container owns: processes, cgroups, directories. Layers are the image store's to sweep.</summary>
internal sealed class LeftoverCollector(
    ContainerServiceOptions options, IMonitorLauncher launcher, IReadOnlyList<Container> containers, ILogger logger)
{
    private static readonly TimeSpan YoungestAbandoned = TimeSpan.FromMinutes(1);

    /// <summary>What there is, a sentence each.</summary>
    public IReadOnlyList<string> Find() => [.. All().Select(leftover => leftover.Description)];

    /// <summary>Removes it.</summary>
    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        foreach (Leftover leftover in All())
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await leftover.RemoveAsync();
                ContainerLog.LeftoverRemoved(logger, leftover.Description);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or EngineException)
            {
                ContainerLog.LeftoverStays(logger, leftover.Description, e);
            }
        }
    }

    // Monitors first: their end removes what the others would find busy.
    private IEnumerable<Leftover> All() => RunDirectories().Concat(Cgroups()).Concat(Directories());

    private IEnumerable<Leftover> RunDirectories()
    {
        HashSet<string> known = [.. containers.Select(container => container.ShortId)];
        return Children(Path.Combine(options.ExecRoot, "c"))
            .Where(directory => !known.Contains(Path.GetFileName(directory)))
            .Select(directory => new Leftover($"run directory {directory}", () => EndMonitorAsync(directory)));
    }

    private IEnumerable<Leftover> Directories()
    {
        HashSet<string> known = [.. containers.Select(container => container.Id)];
        return Children(Path.Combine(options.DataRoot, "containers"))
            .Where(directory => !known.Contains(Path.GetFileName(directory)))
            .Select(directory => new Leftover($"container directory {directory}", () =>
            {
                Directory.Delete(directory, recursive: true);
                return Task.CompletedTask;
            }));
    }

    // Engines may share the parent: another one's containers are told from leftovers by their processes, and a group that is just
    // being made by its age.
    private IEnumerable<Leftover> Cgroups()
    {
        HashSet<string> stopped = [.. containers.Where(container => !container.State.IsAlive).Select(container => container.Id)];
        HashSet<string> running = [.. containers.Where(container => container.State.IsAlive).Select(container => container.Id)];
        CgroupLayout layout = CgroupLayout.Detect();
        return ContainerCgroups.Children(layout, options.CgroupParent)
            .Where(name => name.Length == 64 && !running.Contains(name) && (stopped.Contains(name) || IsAbandoned(layout, name)))
            .Select(name => new Leftover($"cgroup {options.CgroupParent}/{name}", () =>
            {
                using Cgroup cgroup = Cgroup.Open(layout, $"{options.CgroupParent}/{name}");
                cgroup.KillAll();
                cgroup.Delete();
                return Task.CompletedTask;
            }));
    }

    private bool IsAbandoned(CgroupLayout layout, string name)
    {
        string path = $"{options.CgroupParent}/{name}";
        using Cgroup cgroup = Cgroup.Open(layout, path);
        return cgroup.Processes().Count == 0 && ContainerCgroups.MadeBefore(layout, path, DateTime.UtcNow - YoungestAbandoned);
    }

    private async Task EndMonitorAsync(string directory)
    {
        string socket = Path.Combine(directory, "m.sock");
        if (File.Exists(socket) && await launcher.ConnectAsync(socket, new NoEvents(), CancellationToken.None) is { } connection)
        {
            await connection.SignalAsync(new SignalRequest { Signal = Signals.Kill, All = true }, CancellationToken.None);
            await connection.Completion.WaitAsync(TimeSpan.FromSeconds(10));
        }

        Directory.Delete(directory, recursive: true);
    }

    private static IEnumerable<string> Children(string directory) => Directory.Exists(directory) ? Directory.EnumerateDirectories(directory) : [];

    private sealed record Leftover(string Description, Func<Task> RemoveAsync);

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
