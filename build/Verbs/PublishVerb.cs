using Engine.Build.Packages;

namespace Engine.Build.Verbs;

/// <summary>Makes the native binaries and the module. MSBuild decides what is out of date.</summary>
internal sealed class PublishVerb : Verb
{
    public override string Name => "publish";

    public override string Summary => "make out/bin/engine-host, out/bin/engine-runtime and out/module/Engine";

    public override async Task<int> RunAsync(string[] args)
    {
        await DebianPackages.EnsureAsync(Requirements.NativeBuild);
        await PublishAsync();
        Console.WriteLine($"published {Repository.HostBinary}, {Repository.RuntimeBinary} and {Repository.Module}");
        return 0;
    }

    /// <summary>Publishes into out/.</summary>
    public static Task PublishAsync() => DotNet.MSBuildAsync(Repository.In("build/Publish.proj"), restore: false, "Publish");
}
