using Engine.Build.Packages;

namespace Engine.Build.Verbs;

/// <summary>Measures against other engines on this machine and prints the ratios beside what is promised.</summary>
internal sealed class BenchVerb : Verb
{
    public override string Name => "bench";

    public override string Arguments => "[runtime|api|images] ...";

    public override string Summary => "measure beside other runtimes and engines (bench help tells the options)";

    public override async Task<int> RunAsync(string[] args)
    {
        string project = Repository.In("benchmarks/Engine.Benchmarks.csproj");
        string program = Repository.In("artifacts/bin/Engine.Benchmarks/release/Engine.Benchmarks");
        await DotNet.BuildAsync(project);
        if (args is ["help"])
        {
            return await new Command(program, "--help").StatusAsync();
        }

        await DebianPackages.EnsureAsync(Requirements.Demo);
        await PublishVerb.PublishAsync();
        return await Privilege.AsRoot(new Command(program, args), "to run containers").StatusAsync();
    }
}
