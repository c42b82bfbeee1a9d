namespace Engine.Build.Testing;

/// <summary>Shows what a run came to; the last line is meant for machines too.</summary>
internal static class TestSummary
{
    /// <summary>Prints failures, skips and the closing line; the answer is the exit status.</summary>
    public static int Print(IReadOnlyList<TestResult> results)
    {
        foreach (TestResult failed in Of(results, TestOutcome.Failed))
        {
            Console.WriteLine($"FAILED {failed.Name}\n    {failed.Message.ReplaceLineEndings("\n    ")}");
        }

        foreach (IGrouping<string, TestResult> skipped in Of(results, TestOutcome.Skipped).GroupBy(r => r.Message))
        {
            foreach (TestResult test in skipped)
            {
                Console.WriteLine($"skipped {test.Name}: {skipped.Key}");
            }
        }

        int failures = Of(results, TestOutcome.Failed).Count();
        int passes = Of(results, TestOutcome.Passed).Count();
        Console.WriteLine($"{passes} passed, {failures} failed, {Of(results, TestOutcome.Skipped).Count()} skipped");
        return failures == 0 && passes > 0 ? 0 : 1;
    }

    private static IEnumerable<TestResult> Of(IReadOnlyList<TestResult> results, TestOutcome outcome) => results.Where(r => r.Outcome == outcome);
}
