using System.Collections.Concurrent;
using System.Diagnostics;
using Engine.Benchmarks.Measuring;

namespace Engine.Benchmarks.Engines;

/// <summary>The same commands and calls against our engine and those named on the command line.</summary>
internal static class EngineBenchmark
{
    public static async Task RunAsync(Options options)
    {
        await using PrivateEngine ours = await PrivateEngine.StartAsync();
        Dictionary<string, EngineUnderTest> engines = new() { ["engine"] = new("engine", ours.Socket) };
        foreach ((string name, string address) in options.Engines)
        {
            engines[name] = new EngineUnderTest(name, address.Replace("unix://", ""));
        }

        var table = new Table([.. engines.Keys]);
        try
        {
            if (options.Subject != "images")
            {
                await ApiAsync(engines, table, options);
            }

            if (options.Archive is not null)
            {
                await ArchivesAsync(engines, table, options.Archive);
            }
        }
        finally
        {
            foreach (EngineUnderTest engine in engines.Values)
            {
                engine.Dispose();
            }
        }
    }

    private static async Task ApiAsync(Dictionary<string, EngineUnderTest> engines, Table table, Options options)
    {
        // Before anything ran: what the daemons hold when nobody asks for anything.
        table.Add("idle memory of the daemon", "MB", engines.ToDictionary(e => e.Key, e => ProcessMemory.Megabytes(ProcessMemory.Tree(e.Value.DaemonProcess()))), "≤ 40 MB");
        string archive = Path.GetTempFileName();
        try
        {
            BusyBoxImage.Write(archive);
            foreach (EngineUnderTest engine in engines.Values)
            {
                await engine.DockerAsync("load", "--input", archive);
            }

            table.Add("docker run --rm --network none true", "ms",
                await Alternation.MeasureAsync(engines, options.Rounds, e => e.DockerAsync("run", "--rm", "--network", "none", BusyBoxImage.Name, "true")), "≤ 0.20 ×");
            table.Add("create and start by the API", "ms", await Alternation.MeasureAsync(engines, options.Rounds, CreateAndStartAsync), "≤ 25 ms, ≤ 0.13 ×");
            table.Add("docker exec", "ms", await ExecAsync(engines, options.Rounds), "≤ 0.35 ×");
            table.Add("starts per second, 2 at a time", "", await Alternation.MeasureAsync(engines, 3, e => StartsPerSecondAsync(e, 40)), "≥ 60");
            table.Add($"memory per container at {options.Containers}", "MB", await MemoryPerContainer.MeasureAsync(engines, options.Containers), "≤ 1.5 MB");
        }
        finally
        {
            File.Delete(archive);
            foreach (EngineUnderTest engine in engines.Values)
            {
                await engine.DockerAsync("rmi", "--force", BusyBoxImage.Name);
            }
        }
    }

    private static async Task<double> CreateAndStartAsync(EngineUnderTest engine)
    {
        long start = Stopwatch.GetTimestamp();
        string id = await engine.CreateAsync("true");
        await engine.StartAsync(id);
        double took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await engine.WaitAsync(id);
        await engine.RemoveAsync(id);
        return took;
    }

    private static async Task<IReadOnlyDictionary<string, List<double>>> ExecAsync(Dictionary<string, EngineUnderTest> engines, int rounds)
    {
        Dictionary<string, (EngineUnderTest Engine, string Id)> containers = [];
        foreach ((string name, EngineUnderTest engine) in engines)
        {
            string id = await engine.CreateAsync("sleep", "600");
            await engine.StartAsync(id);
            containers[name] = (engine, id);
        }

        IReadOnlyDictionary<string, List<double>> samples = await Alternation.MeasureAsync(containers, rounds, c => c.Engine.DockerAsync("exec", c.Id, "true"));
        foreach ((EngineUnderTest engine, string id) in containers.Values)
        {
            await engine.RemoveAsync(id);
        }

        return samples;
    }

    private static async Task<double> StartsPerSecondAsync(EngineUnderTest engine, int count)
    {
        var ids = new ConcurrentBag<string>();
        long start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (_, _) =>
        {
            string id = await engine.CreateAsync("true");
            ids.Add(id);
            await engine.StartAsync(id);
        });
        double rate = count / Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (string id in ids)
        {
            await engine.WaitAsync(id);
            await engine.RemoveAsync(id);
        }

        return rate;
    }

    private static async Task ArchivesAsync(Dictionary<string, EngineUnderTest> engines, Table table, string archive)
    {
        Dictionary<string, List<double>> loads = [];
        foreach ((string name, EngineUnderTest engine) in engines)
        {
            loads[name] = [await engine.DockerAsync("load", "--input", archive)];
        }

        table.Add($"load {Path.GetFileName(archive)}", "ms", loads, "≤ 0.3 ×");
    }
}
