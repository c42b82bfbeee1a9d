using System.Diagnostics;
using Engine.Benchmarks.Measuring;

namespace Engine.Benchmarks.Engines;

/// <summary>What taking in an image archive costs: the first time, once more while the image is there, and in memory.</summary>
internal sealed class ArchiveMeasures(IReadOnlyDictionary<string, EngineUnderTest> engines, Table table)
{
    private const int Rounds = 3;

    public async Task RunAsync(string archive)
    {
        var loads = engines.ToDictionary(e => e.Key, _ => new List<double>());
        var again = engines.ToDictionary(e => e.Key, _ => new List<double>());
        var peaks = engines.ToDictionary(e => e.Key, _ => new List<double>());
        foreach (EngineUnderTest engine in engines.Values)
        {
            await RemoveAsync(engine, await engine.LoadAsync(archive));
        }

        for (int round = 0; round < Rounds; round++)
        {
            foreach ((string name, EngineUnderTest engine) in engines)
            {
                // What the one before left unwritten is not this one's to wait for.
                await TimedProgram.RunAsync("sync");
                IReadOnlyList<int> daemon = ProcessMemory.Daemon(engine.DaemonProcess());
                ProcessMemory.ForgetPeaks(daemon);
                IReadOnlyList<string> images = [];
                loads[name].Add(await SecondsAsync(async () =>
                {
                    images = await engine.LoadAsync(archive);
                    await TimedProgram.RunAsync("sync");
                }));
                peaks[name].Add(ProcessMemory.PeakMegabytes(daemon));
                again[name].Add(await SecondsAsync(() => engine.LoadAsync(archive)));
                await RemoveAsync(engine, images);
            }
        }

        string file = Path.GetFileName(archive);
        table.Add($"load {file}, synced to disk", "s", loads, new() { RatioAtMost = 0.3, Peer = EngineBenchmark.Peer });
        table.Add($"load {file} again", "s", again, new() { RatioAtMost = 1, Peer = EngineBenchmark.Peer });
        table.Add("peak memory of the daemon meanwhile", "MB", peaks, new() { AtMost = 120 });
    }

    private static async Task RemoveAsync(EngineUnderTest engine, IReadOnlyList<string> images)
    {
        foreach (string image in images)
        {
            await engine.RemoveImageAsync(image);
        }
    }

    private static async Task<double> SecondsAsync(Func<Task> action)
    {
        long start = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
