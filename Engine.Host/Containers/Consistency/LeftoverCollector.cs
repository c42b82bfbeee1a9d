using Engine.Host.Containers.Monitors;
using Engine.Host.Errors;
using Engine.Linux.Cgroups;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers.Consistency;

/// <summary>Finds what a crash left and no container owns: processes, cgroups, directories. Layers are the image store's to sweep.</summary>
internal sealed class LeftoverCollector(ContainerDependencies services)
{
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
                ContainerLog.LeftoverRemoved(services.Logger, leftover.Description);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or EngineException)
            {
                ContainerLog.LeftoverStays(services.Logger, leftover.Description, e);
            }
        }
    }

    // Monitors first: their end removes what the others would find busy.
    private IEnumerable<Leftover> All() => RunDirectories().Concat(Cgroups()).Concat(Directories());

    private IEnumerable<Leftover> RunDirectories()
    {
        HashSet<string> known = [.. services.Index.All().Select(owner => owner.Container.ShortId)];
        return Children(Path.Combine(services.Options.ExecRoot, "c"))
            .Where(directory => !known.Contains(Path.GetFileName(directory)))
            .Select(directory => new Leftover($"run directory {directory}", () => EndMonitorAsync(directory)));
    }

    private IEnumerable<Leftover> Directories()
    {
        HashSet<string> known = [.. services.Index.All().Select(owner => owner.Id)];
        return Children(Path.Combine(services.Options.DataRoot, "containers"))
            .Where(directory => !known.Contains(Path.GetFileName(directory)))
            .Select(directory => new Leftover($"container directory {directory}", () =>
            {
                Directory.Delete(directory, recursive: true);
                return Task.CompletedTask;
            }));
    }

    private IEnumerable<Leftover> Cgroups()
    {
        HashSet<string> running = [.. services.Index.All().Where(owner => owner.Container.State.IsAlive).Select(owner => owner.Id)];
        CgroupLayout layout = CgroupLayout.Detect();
        return ContainerCgroups.Children(layout, services.Options.CgroupParent)
            .Where(name => name.Length == 64 && !running.Contains(name))
            .Select(name => new Leftover($"cgroup {services.Options.CgroupParent}/{name}", () =>
            {
                using Cgroup cgroup = Cgroup.Open(layout, $"{services.Options.CgroupParent}/{name}");
                cgroup.KillAll();
                cgroup.Delete();
                return Task.CompletedTask;
            }));
    }

    private async Task EndMonitorAsync(string directory)
    {
        string socket = Path.Combine(directory, "m.sock");
        if (File.Exists(socket) && await services.Launcher.ConnectAsync(socket, new NoEvents(), CancellationToken.None) is { } connection)
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
