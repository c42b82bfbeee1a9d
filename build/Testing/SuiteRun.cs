using System.Diagnostics;

namespace Engine.Build.Testing;

/// <summary>Runs suites and judges them: a crash, a time-out or an empty run is a failure like any other.</summary>
internal static class SuiteRun
{
    // timeout(1) exits with this when it had to end the program, or with 128+9 when the program did not heed.
    private const int TimedOut = 124;
    private const int Killed = 137;

    // Each is parallel in itself: more would only take memory from each other.
    private const int MostSideBySide = 2;

    /// <summary>Runs suites side by side, as many as there are processors, those with the longest limit first; each one's output is shown when it has ended.</summary>
    public static async Task<IReadOnlyList<TestResult>> RunAllAsync(IEnumerable<TestSuite> suites, string? filter)
    {
        List<TestResult> results = [];
        await Parallel.ForEachAsync(
            suites.OrderByDescending(suite => suite.TimeLimit),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 1, MostSideBySide) },
            async (suite, _) =>
            {
                IReadOnlyList<TestResult> ofSuite = await RunAsync(suite, filter);
                lock (results)
                {
                    results.AddRange(ofSuite);
                }
            });
        return results;
    }

    private static async Task<IReadOnlyList<TestResult>> RunAsync(TestSuite suite, string? filter)
    {
        Console.WriteLine($"--- {suite.Name} starts");
        if (await suite.ImpedimentAsync() is { } impediment)
        {
            return [new TestResult(suite.Name, TestOutcome.Skipped, impediment)];
        }

        string reports = Directory.CreateTempSubdirectory("engine-tests-").FullName;
        try
        {
            string report = Path.Combine(reports, "report.xml");
            string output = Path.Combine(reports, "output.txt");
            Command command = suite.CommandFor(report, filter);

            // timeout(1) runs the suite as a process group of its own and ends all of it, also where only root may. A file and not a pipe
            // takes the output: what a suite left running would keep a pipe open.
            Command limited = command with
            {
                Program = "sh",
                Arguments =
                [
                    "-c", "exec timeout --kill-after=10 \"$@\" >\"$0\" 2>&1", output,
                    suite.TimeLimit.TotalSeconds.ToString(), command.Program, .. command.Arguments,
                ],
            };
            var watch = Stopwatch.StartNew();
            int status = await Privilege.AsRoot(limited, "to run containers in tests").StatusAsync();
            IReadOnlyList<TestResult> results = Judge(suite, status, report, emptyAllowed: filter is not null);
            Console.WriteLine($"=== {suite.Name}: {results.Count} tests in {watch.Elapsed.TotalSeconds:F0} s\n{File.ReadAllText(output).TrimEnd()}");
            return results;
        }
        finally
        {
            Directory.Delete(reports, recursive: true);
        }
    }

    private static IReadOnlyList<TestResult> Judge(TestSuite suite, int status, string report, bool emptyAllowed)
    {
        IReadOnlyList<TestResult> results = File.Exists(report) ? suite.Read(report) : [];
        string? fault = status switch
        {
            TimedOut or Killed => $"was killed after its limit of {suite.TimeLimit}",
            _ when results.Count == 0 && !(emptyAllowed && File.Exists(report)) => $"ended with status {status} and reported no test",
            not 0 when !results.Any(r => r.Outcome == TestOutcome.Failed) => $"ended with status {status} although no test failed",
            _ => null,
        };
        return fault is null ? results : [.. results, new TestResult(suite.Name, TestOutcome.Failed, $"the suite {fault}")];
    }
}
