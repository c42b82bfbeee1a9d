using Engine.Build.Packages;
using Engine.Build.Testing;

namespace Engine.Build.Verbs;

/// <summary>Builds everything, publishes, and runs every suite against what was published.</summary>
internal sealed class TestVerb : Verb
{
    public override string Name => "test";

    public override string Arguments => "[SUITE] [TEST]";

    public override string Summary => "run every test, or the suites whose name contains SUITE and the tests whose name contains TEST";

    public override async Task<int> RunAsync(string[] args)
    {
        TestSuite[] all = [.. XunitSuite.All(), new PesterSuite()];
        TestSuite[] chosen = args.Length == 0 ? all : Array.FindAll(all, s => s.Name.Contains(args[0], StringComparison.OrdinalIgnoreCase));

        // One word that names no suite is the name of a test.
        string? filter = args switch
        {
            [] => null,
            [var test] => chosen.Length == 0 ? test : null,
            [_, var test] => test,
            _ => throw new BuildFailedException("test takes at most a suite and a test", 2),
        };
        if (chosen.Length == 0)
        {
            chosen = args.Length == 1 ? all : throw new BuildFailedException($"no suite's name contains '{args[0]}'", 2);
        }

        bool conformance = chosen.Any(s => s.Name == "Engine.Conformance.Tests");
        await DebianPackages.EnsureAsync(conformance ? [.. Requirements.Tests, .. Requirements.ConformanceTests] : Requirements.Tests);
        if (conformance)
        {
            await GuestKernel.FetchAsync();
            await FetchedPackage.Containerd.FetchAsync();
        }

        if (chosen.Any(s => s.Name == "Engine.EndToEnd.Tests"))
        {
            await FetchedPackage.DockerRegistry.FetchAsync();
        }

        if (chosen.Any(s => s is PesterSuite))
        {
            await PowerShell.FetchAsync();
        }

        await BuildAsync(chosen, everything: chosen.Length == all.Length);
        await PublishVerb.PublishAsync();

        return TestSummary.Print(await SuiteRun.RunAllAsync(chosen, filter));
    }

    private static async Task BuildAsync(TestSuite[] suites, bool everything)
    {
        if (everything)
        {
            await DotNet.BuildAsync(Repository.Solution);
            return;
        }

        foreach (XunitSuite suite in suites.OfType<XunitSuite>())
        {
            await DotNet.BuildAsync(suite.Project);
        }
    }
}
