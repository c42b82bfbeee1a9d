namespace Engine.Build.Verbs;

/// <summary>Compiles the whole solution; no root, no native linker.</summary>
internal sealed class BuildVerb : Verb
{
    public override string Name => "build";

    public override string Summary => "compile everything";

    public override async Task<int> RunAsync(string[] args)
    {
        await DotNet.BuildAsync(Repository.Solution);
        return 0;
    }
}
