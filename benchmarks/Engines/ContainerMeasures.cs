using System.Collections.Concurrent;
using System.Diagnostics;
using Engine.Benchmarks.Measuring;

namespace Engine.Benchmarks.Engines;

/// <summary>What starting, running and keeping containers costs.</summary>
internal sealed class ContainerMeasures(IReadOnlyDictionary<string, EngineUnderTest> engines, Table table, Options options)
{
    private const int StartsAtOnce = 2;
    private const int StartsCounted = 40;
    private const int StartRounds = 3;

    public async Task RunAsync()
    {
        // Before anything ran: what the daemons hold when nobody asks for anything.
        AddDaemonMemory("idle memory of the daemon");
        string archive = Path.GetTempFileName();
        try
        {
            BusyBoxImage.Write(archive);
            foreach (EngineUnderTest engine in engines.Values)
            {
                await engine.LoadAsync(archive);
            }

            table.Add("create and start by the API", "ms", await Alternation.MeasureAsync(engines, options.Rounds, CreateAndStartAsync), new() { AtMost = 25, RatioAtMost = 0.13, Peer = EngineBenchmark.Peer });
            if (EngineUnderTest.DockerClient is not null)
            {
                table.Add("docker run --rm --network none true", "ms",
                    await Alternation.MeasureAsync(engines, options.Rounds, e => e.DockerAsync("run", "--rm", "--network", "none", BusyBoxImage.Name, "true")),
                    new() { RatioAtMost = 0.25, Peer = EngineBenchmark.Peer });
                table.Add("docker exec C true", "ms", await ExecAsync(), new() { RatioAtMost = 0.35, Peer = EngineBenchmark.Peer });
            }

            table.Add($"starts per second, {StartsAtOnce} at a time", "", await Alternation.MeasureAsync(engines, StartRounds, StartsPerSecondAsync), new() { AtLeast = 60 });
            table.Add($"monitor or shim at {options.Containers} containers", "MB", await MemoryPerContainer.MeasureAsync(engines, options.Containers), new() { AtMost = 1.5 });
            await Task.Delay(IdleTime);
            AddDaemonMemory("memory of the daemon after all this");
        }
        finally
        {
            File.Delete(archive);
            foreach (EngineUnderTest engine in engines.Values)
            {
                await engine.RemoveImageAsync(BusyBoxImage.Name);
            }
        }
    }

    /// <summary>After so long a daemon that gives memory back has done it.</summary>
    private static TimeSpan IdleTime { get; } = TimeSpan.FromSeconds(5);

    private void AddDaemonMemory(string measure) => table.Add(
        measure, "MB", engines.ToDictionary(e => e.Key, e => ProcessMemory.Megabytes(ProcessMemory.Daemon(e.Value.DaemonProcess()))), new() { AtMost = 40 });

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

    private async Task<IReadOnlyDictionary<string, List<double>>> ExecAsync()
    {
        Dictionary<string, (EngineUnderTest Engine, string Id)> containers = [];
        try
        {
            foreach ((string name, EngineUnderTest engine) in engines)
            {
                string id = await engine.CreateAsync("sleep", "600");
                containers[name] = (engine, id);
                await engine.StartAsync(id);
            }

            return await Alternation.MeasureAsync(containers, options.Rounds, c => c.Engine.DockerAsync("exec", c.Id, "true"));
        }
        finally
        {
            foreach ((EngineUnderTest engine, string id) in containers.Values)
            {
                await engine.RemoveAsync(id);
            }
        }
    }

    private static async Task<double> StartsPerSecondAsync(EngineUnderTest engine)
    {
        var ids = new ConcurrentBag<string>();
        long start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, StartsCounted, new ParallelOptions { MaxDegreeOfParallelism = StartsAtOnce }, async (_, _) =>
        {
            string id = await engine.CreateAsync("true");
            ids.Add(id);
            await engine.StartAsync(id);
        });
        double rate = StartsCounted / Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (string id in ids)
        {
            await engine.WaitAsync(id);
            await engine.RemoveAsync(id);
        }

        return rate;
    }
}
