namespace Engine.Build.Testing;

/// <summary>A set of tests that one program runs and reports as xunit's XML or JUnit's.</summary>
internal abstract class TestSuite
{
    /// <summary>What the person sees and filters by.</summary>
    public abstract string Name { get; }

    /// <summary>After this long the suite is killed and counts as failed.</summary>
    public virtual TimeSpan TimeLimit => TimeSpan.FromMinutes(10);

    /// <summary>Why this suite cannot run here at all, or null.</summary>
    public virtual Task<string?> ImpedimentAsync() => Task.FromResult<string?>(null);

    /// <summary>The command that runs the tests whose names contain <paramref name="filter"/> (null: all) and writes <paramref name="report"/>.</summary>
    public abstract Command CommandFor(string report, string? filter);

    /// <summary>Reads the report that the command wrote.</summary>
    public abstract IReadOnlyList<TestResult> Read(string report);

    /// <summary>Every suite tests what was published, unless the caller names other programs.</summary>
    protected static IReadOnlyDictionary<string, string> ProgramsUnderTest { get; } = new Dictionary<string, string>
    {
        ["ENGINE_RUNTIME"] = Published("ENGINE_RUNTIME", Repository.RuntimeBinary),
        ["ENGINE_HOST_BIN"] = Published("ENGINE_HOST_BIN", Repository.HostBinary),
    };

    private static string Published(string variable, string path) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named ? named : path;
}
