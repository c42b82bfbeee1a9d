using Engine.Host.Configuration;
using Engine.Host.Containers;
using Engine.Host.Containers.Consistency;
using Engine.Host.Containers.Monitors;
using Engine.Host.Hosting;
using Engine.Host.Networking;
using Engine.Host.Storage;
using Engine.Host.Volumes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Engine.Host.Commands;

/// <summary>
/// <c>engine-host check [--deep] [--repair]</c>: proves store, database and the kernel's objects consistent. No daemon may use the data root;
/// containers may run. Exit status 0, or 1 when something is wrong and was not repaired.
/// </summary>
internal static class CheckCommand
{
    public static async Task<int> RunAsync(EngineOptions options, bool deep, bool repair, TextWriter output, CancellationToken cancellationToken)
    {
        using var dataRoot = DataRootLock.Take(options.DataRoot);
        await using EngineDatabase database = EngineDatabase.Open(Path.Combine(options.DataRoot, "engine.db"), EngineSchema.Steps);
        var layout = new StoreLayout(options.DataRoot);
        using var launcher = new MonitorLauncher(options.RuntimePath, options.ExecRoot);
        var containerStore = new ContainerStore(database);
        var volumes = new VolumeCheck(
            new VolumeDirectory(options.DataRoot), new VolumeStore(database), containerStore.Load().SelectMany(container => container.HeldVolumes()));
        var containers = new ContainerCheck(
            new ContainerServiceOptions { DataRoot = options.DataRoot, ExecRoot = options.ExecRoot, CgroupParent = options.CgroupParent },
            containerStore,
            layout.ContainerLayer,
            launcher,
            NullLogger.Instance);
        var networks = new NetworkCheck(new NetworkServiceOptions { Bridge = options.Bridge, EngineId = "" }, new NetworkStore(database));
        List<StoreFinding> findings =
        [
            .. await new StoreCheck(layout, database).RunAsync(deep, repair, cancellationToken),
            .. await containers.RunAsync(repair, cancellationToken),
            .. await networks.RunAsync(containerStore.Load(), repair, cancellationToken),
            .. volumes.Run(repair),
        ];
        foreach (StoreFinding finding in findings)
        {
            await output.WriteLineAsync($"{finding.Subject}: {finding.Problem}{(finding.Repaired ? " (repaired)" : "")}");
        }

        bool sound = findings.TrueForAll(finding => finding.Repaired);
        await output.WriteLineAsync(sound ? "consistent" : $"{findings.Count(finding => !finding.Repaired)} problems");
        return sound ? 0 : 1;
    }
}
