using Engine.Benchmarks.Measuring;

namespace Engine.Benchmarks.Engines;

/// <summary>The same commands and calls against our engine and those that were named, in turn.</summary>
internal static class EngineBenchmark
{
    /// <summary>The name that the promises give the engine they are relative to.</summary>
    public const string Peer = "dockerd";

    public static async Task RunAsync(Options options)
    {
        await using PrivateEngine ours = await PrivateEngine.StartAsync();
        Dictionary<string, EngineUnderTest> engines = new() { ["engine"] = new("engine", ours.Socket) };
        try
        {
            foreach ((string name, string address) in options.Engines)
            {
                engines[name] = new EngineUnderTest(name, address.Replace("unix://", ""));
            }

            SayWhatIsMissing(engines);
            var table = new Table([.. engines.Keys]);
            if (options.Subject != "images")
            {
                await new ContainerMeasures(engines, table, options).RunAsync();
            }

            if (options.Archive is { } archive)
            {
                await new ArchiveMeasures(engines, table).RunAsync(archive);
                await new RegistryMeasures(engines, table).RunAsync(archive);
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

    private static void SayWhatIsMissing(Dictionary<string, EngineUnderTest> engines)
    {
        if (!engines.ContainsKey(Peer))
        {
            Console.WriteLine($"No engine named {Peer} to compare with: name its socket by --engine {Peer}=unix:///SOCKET or in {Options.EnginesVariable}.");
        }

        if (EngineUnderTest.DockerClient is null)
        {
            Console.WriteLine("There is no docker client on the PATH: what is measured through it is left out.");
        }
    }
}
