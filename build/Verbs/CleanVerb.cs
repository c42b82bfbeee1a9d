namespace Engine.Build.Verbs;

/// <summary>Removes what the build made; the running program's own directory goes last.</summary>
internal sealed class CleanVerb : Verb
{
    public override string Name => "clean";

    public override string Summary => "remove artifacts/ and out/";

    public override Task<int> RunAsync(string[] args)
    {
        foreach (string directory in new[] { Repository.Output, Repository.In("artifacts") })
        {
            if (Directory.Exists(directory))
            {
                Directory.Delete(directory, recursive: true);
            }
        }

        return Task.FromResult(0);
    }
}
