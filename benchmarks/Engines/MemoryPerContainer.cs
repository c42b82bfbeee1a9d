using Engine.Benchmarks.Measuring;

namespace Engine.Benchmarks.Engines;

/// <summary>What an engine's own processes hold for each running container: monitors or shims, without the workload and the daemon.</summary>
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
        List<string> ids = [];
        try
        {
            for (int i = 0; i < count; i++)
            {
                string id = await engine.CreateAsync("sleep", "600");
                ids.Add(id);
                await engine.StartAsync(id);
            }

            // Monitors are the daemon's children; a shim or conmon names its container.
            HashSet<int> ours = [.. ProcessMemory.Tree(engine.DaemonProcess())];
            return ProcessMemory.Megabytes(ProcessMemory.All().Where(p => ProcessMemory.IsKeeper(p) && (ours.Contains(p) || Names(p, ids)))) / count;
        }
        finally
        {
            foreach (string id in ids)
            {
                await engine.RemoveAsync(id);
            }
        }
    }

    private static bool Names(int process, List<string> ids) =>
        ProcessMemory.CommandLine(process) is var line && ids.Exists(id => line.Contains(id, StringComparison.Ordinal));
}
