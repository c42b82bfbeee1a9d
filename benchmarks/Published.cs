namespace Engine.Benchmarks;

/// <summary>The binaries that <c>publish</c> made in this checkout.</summary>
internal static class Published
{
    public static string Runtime { get; } = Find("engine-runtime");

    public static string Host { get; } = Find("engine-host");

    private static string Find(string name)
    {
        for (string? directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            string binary = Path.Combine(directory, "out", "bin", name);
            if (File.Exists(binary))
            {
                return binary;
            }
        }

        throw new InvalidOperationException($"{name} is not published (build.sh publish)");
    }
}
