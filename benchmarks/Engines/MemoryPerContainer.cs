using Engine.Benchmarks.Measuring;

namespace Engine.Benchmarks.Engines;

/// <summary>What an engine's own processes hold for each running container: monitors or shims and the daemon's growth, without the workload.</summary>
internal static class MemoryPerContainer
{
    public static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(IReadOnlyDictionary<string, EngineUnderTest> engines, int count)
    {
        Dictionary<string, double> result = [];
        foreach ((string name, EngineUnderTest engine) in engines)
        {
            result[name] = await MeasureAsync(engine, count);
        }

        return result;
    }

    private static async Task<double> MeasureAsync(EngineUnderTest engine, int count)
    {
        HashSet<int> before = [.. ProcessMemory.All()];
        IReadOnlyList<int> daemon = ProcessMemory.Tree(engine.DaemonProcess());
        double daemonBefore = ProcessMemory.Megabytes(daemon);
        List<string> ids = [];
        try
        {
            for (int i = 0; i < count; i++)
            {
                string id = await engine.CreateAsync("sleep", "600");
                ids.Add(id);
                await engine.StartAsync(id);
            }

            // A shim or conmon names its container; our monitor is the runtime's binary. The workload is neither.
            int[] keepers = [.. ProcessMemory.All().Where(p => !before.Contains(p) && IsKeeper(ProcessMemory.CommandLine(p), ids))];
            return (ProcessMemory.Megabytes(keepers) + ProcessMemory.Megabytes(daemon) - daemonBefore) / count;
        }
        finally
        {
            foreach (string id in ids)
            {
                await engine.RemoveAsync(id);
            }
        }
    }

    private static bool IsKeeper(string commandLine, List<string> ids) =>
        commandLine.Contains("engine-runtime", StringComparison.Ordinal) || ids.Exists(id => commandLine.Contains(id, StringComparison.Ordinal));
}
