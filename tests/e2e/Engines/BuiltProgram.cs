namespace Engine.EndToEnd.Tests;

/// <summary>Finds what is tested: a program that an environment variable names, or the published one.</summary>
internal static class BuiltProgram
{
    public static string? Host => Find("ENGINE_HOST_BIN", "engine-host");

    public static string? Runtime => Find("ENGINE_RUNTIME", "engine-runtime");

    private static string? Find(string variable, string name) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path
            ? File.Exists(path) ? path : null
            : Ancestors().Select(directory => Path.Combine(directory.FullName, "out", "bin", name)).FirstOrDefault(File.Exists);

    /// <summary>The directory of this program and those it is in: the repository's is one of them.</summary>
    public static IEnumerable<DirectoryInfo> Ancestors()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            yield return directory;
        }
    }
}
