namespace Engine.Conformance.Tests.Comparison;

/// <summary>An OCI runtime on this machine.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Path">Its program.</param>
internal sealed record RuntimeUnderTest(string Name, string Path)
{
    /// <summary>Ours, as published, or the one that <c>ENGINE_RUNTIME</c> names. Null before <c>publish</c>.</summary>
    public static RuntimeUnderTest? Engine { get; } =
        Environment.GetEnvironmentVariable("ENGINE_RUNTIME") is { Length: > 0 } path ? new("engine", path) : Published();

    /// <summary>The runtimes to compare with: crun and runc where installed, or the programs that <c>ENGINE_PEER_RUNTIMES</c> lists.</summary>
    public static IReadOnlyList<RuntimeUnderTest> Peers { get; } =
        [.. (Environment.GetEnvironmentVariable("ENGINE_PEER_RUNTIMES") ?? "crun,runc").Split(',').Select(Installed).OfType<RuntimeUnderTest>()];

    private static RuntimeUnderTest? Published()
    {
        for (string? directory = AppContext.BaseDirectory; directory is not null; directory = System.IO.Path.GetDirectoryName(directory))
        {
            string program = System.IO.Path.Combine(directory, "out", "bin", "engine-runtime");
            if (File.Exists(program))
            {
                return new RuntimeUnderTest("engine", program);
            }
        }

        return null;
    }

    private static RuntimeUnderTest? Installed(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => System.IO.Path.Combine(directory, program))
            .Where(File.Exists).Select(path => new RuntimeUnderTest(program, path)).FirstOrDefault();
}
