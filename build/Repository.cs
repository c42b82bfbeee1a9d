namespace Engine.Build;

/// <summary>Where things lie in the checkout.</summary>
internal static class Repository
{
    /// <summary>The directory that holds Engine.sln.</summary>
    public static string Root { get; } = FindRoot();

    public static string Solution => In("Engine.sln");

    /// <summary>Everything <c>publish</c> makes.</summary>
    public static string Output => In("out");

    public static string BinaryDirectory => In("out/bin");

    public static string HostBinary => In("out/bin/engine-host");

    public static string RuntimeBinary => In("out/bin/engine-runtime");

    public static string Module => In("out/module/Engine");

    /// <summary>The path of something inside the checkout.</summary>
    public static string In(string relative) => Path.Combine(Root, relative);

    private static string FindRoot()
    {
        for (string? directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "Engine.sln")))
            {
                return directory;
            }
        }

        throw new BuildFailedException($"no Engine.sln above {AppContext.BaseDirectory}");
    }
}
