using Engine.Benchmarks.Engines;
using Engine.Benchmarks.Runtimes;

namespace Engine.Benchmarks;

internal static class Program
{
    private const string Usage = """
        usage: bench [runtime|api|images] [--runtime NAME=PROGRAM]... [--engine NAME=unix:///SOCKET]... [--rounds N] [--containers N] [--archive FILE]
          runtime  engine-runtime run beside crun and runc (those on the PATH, or those named) on one bundle
          api      run, create and start, exec, memory and starts per second, through the docker CLI and the raw API: ours, started privately, beside those named
          images   load, save, push and pull of --archive
        Other engines may also be named in ENGINE_BENCH_ENGINES, with commas between them. The promises are relative to one named dockerd.
        """;

    private static async Task<int> Main(string[] args)
    {
        Options options;
        try
        {
            options = Options.Parse(args);
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message}\n{Usage}");
            return 2;
        }

        if (options.Help)
        {
            Console.WriteLine(Usage);
            return 0;
        }

        if (options.Subject is "runtime" or "all")
        {
            await RuntimeBenchmark.RunAsync(options);
        }

        if (options.Subject is "api" or "images" or "all")
        {
            await EngineBenchmark.RunAsync(options);
        }

        return 0;
    }
}
