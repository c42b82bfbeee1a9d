using System.Diagnostics;
using Engine.Benchmarks.Measuring;

namespace Engine.Benchmarks.Engines;

/// <summary>What it costs to pass an image on: pushed to an empty registry on loopback, pulled from it, and saved.</summary>
internal sealed class RegistryMeasures(IReadOnlyDictionary<string, EngineUnderTest> engines, Table table)
{
    private const int Rounds = 3;

    public async Task RunAsync(string archive)
    {
        if (LocalRegistry.Program is null)
        {
            Console.WriteLine("There is no docker-registry (a Debian package; build.sh test fetches it): push and pull are left out.");
            return;
        }

        Dictionary<string, List<double>> pushes = Samples(), pulls = Samples(), saves = Samples(), peaks = Samples();
        for (int round = 0; round < Rounds; round++)
        {
            foreach ((string name, EngineUnderTest engine) in engines)
            {
                await using LocalRegistry registry = await LocalRegistry.StartAsync();
                IReadOnlyList<string> images = await engine.LoadAsync(archive);
                string reference = $"{registry.Host}/bench:1";
                await engine.TagAsync(images[0], reference);
                await TimedProgram.RunAsync("sync");
                saves[name].Add(await SecondsAsync(() => engine.SaveAsync(images[0])));
                pushes[name].Add(await SecondsAsync(() => engine.PushAsync(reference)));
                await engine.RemoveImageAsync(reference);
                foreach (string image in images)
                {
                    await engine.RemoveImageAsync(image);
                }

                // What the one before left unwritten is not this one's to wait for.
                await TimedProgram.RunAsync("sync");
                IReadOnlyList<int> daemon = ProcessMemory.Daemon(engine.DaemonProcess());
                ProcessMemory.ForgetPeaks(daemon);
                pulls[name].Add(await SecondsAsync(async () =>
                {
                    await engine.PullAsync(reference);
                    await TimedProgram.RunAsync("sync");
                }));
                peaks[name].Add(ProcessMemory.PeakMegabytes(daemon));
                await engine.RemoveImageAsync(reference);
            }
        }

        string file = Path.GetFileNameWithoutExtension(archive);
        table.Add($"save {file}", "s", saves, new() { RatioAtMost = 0.5, Peer = EngineBenchmark.Peer });
        table.Add($"push {file}", "s", pushes, new() { RatioAtMost = 0.5, Peer = EngineBenchmark.Peer });
        table.Add($"pull {file}, synced to disk", "s", pulls, new() { RatioAtMost = 0.25, Peer = EngineBenchmark.Peer });
        table.Add("peak memory of the daemon meanwhile", "MB", peaks, new() { AtMost = 120 });
    }

    private Dictionary<string, List<double>> Samples() => engines.ToDictionary(engine => engine.Key, _ => new List<double>());

    private static async Task<double> SecondsAsync(Func<Task> action)
    {
        long start = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
