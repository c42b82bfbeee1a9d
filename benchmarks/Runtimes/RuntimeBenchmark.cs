using Engine.Benchmarks.Measuring;

namespace Engine.Benchmarks.Runtimes;

/// <summary>One bundle whose program is true(1), run to its end by each runtime.</summary>
internal static class RuntimeBenchmark
{
    public static async Task RunAsync(Options options)
    {
        Dictionary<string, string> runtimes = new() { ["engine"] = Published.Runtime };
        foreach ((string name, string program) in options.Runtimes.Count > 0 ? options.Runtimes : Installed())
        {
            runtimes[name] = program;
        }

        using var bundle = new BenchmarkBundle();
        int number = 0;
        IReadOnlyDictionary<string, List<double>> samples = await Alternation.MeasureAsync(runtimes, options.Rounds * 2, program =>
            TimedProgram.RunAsync(program, "--root", bundle.State(program), "run", "--bundle", bundle.Path, $"bench{number++}"));
        new Table([.. runtimes.Keys]).Add("run a bundle with true", "ms", samples, new() { RatioAtMost = 0.5, Peer = "crun" });
    }

    private static Dictionary<string, string> Installed() =>
        new[] { "crun", "runc" }.Select(name => (name, path: TimedProgram.Find(name))).Where(r => r.path is not null).ToDictionary(r => r.name, r => r.path!);
}
