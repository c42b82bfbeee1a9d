using System.Diagnostics;

namespace Engine.Build.Testing;

/// <summary>Runs one suite and judges it: a crash, a time-out or an empty run is a failure like any other.</summary>
internal static class SuiteRun
{
    // timeout(1) exits with this when it had to end the program, or with 128+9 when the program did not heed.
    private const int TimedOut = 124;
    private const int Killed = 137;

    public static async Task<IReadOnlyList<TestResult>> RunAsync(TestSuite suite, string? filter)
    {
        Console.WriteLine($"=== {suite.Name}");
        if (await suite.ImpedimentAsync() is { } impediment)
        {
            return [new TestResult(suite.Name, TestOutcome.Skipped, impediment)];
        }

        string reports = Directory.CreateTempSubdirectory("engine-tests-").FullName;
        try
        {
            string report = Path.Combine(reports, "report.xml");
            Command command = suite.CommandFor(report, filter);

            // timeout(1) runs the suite as a process group of its own and ends all of it, also where only root may.
            Command limited = command with
            {
                Program = "timeout",
                Arguments = ["--kill-after=10", suite.TimeLimit.TotalSeconds.ToString(), command.Program, .. command.Arguments],
            };
            var watch = Stopwatch.StartNew();
            int status = await Privilege.AsRoot(limited, "to run containers in tests").StatusAsync();
            return Judge(suite, status, watch.Elapsed, report, emptyAllowed: filter is not null);
        }
        finally
        {
            Directory.Delete(reports, recursive: true);
        }
    }

    private static IReadOnlyList<TestResult> Judge(TestSuite suite, int status, TimeSpan took, string report, bool emptyAllowed)
    {
        IReadOnlyList<TestResult> results = File.Exists(report) ? suite.Read(report) : [];
        string? fault = status switch
        {
            TimedOut or Killed => $"was killed after its limit of {suite.TimeLimit}",
            _ when results.Count == 0 && !(emptyAllowed && File.Exists(report)) => $"ended with status {status} and reported no test",
            not 0 when !results.Any(r => r.Outcome == TestOutcome.Failed) => $"ended with status {status} although no test failed",
            _ => null,
        };
        Console.WriteLine($"=== {suite.Name}: {results.Count} tests in {took.TotalSeconds:F0} s");
        return fault is null ? results : [.. results, new TestResult(suite.Name, TestOutcome.Failed, $"the suite {fault}")];
    }
}
