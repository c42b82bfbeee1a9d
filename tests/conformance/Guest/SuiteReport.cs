using System.Text.RegularExpressions;

namespace Engine.Conformance.Tests.Guest;

/// <summary>What a test program said in the virtual machine, and how it ended.</summary>
internal sealed partial record SuiteReport(string Text, int ExitStatus, int Total, int Failed, int Skipped)
{
    /// <summary>Reads what the console has of it.</summary>
    public static SuiteReport Parse(string text)
    {
        Match summary = Summary().Match(text);
        Match exit = Exit().Match(text);
        int Number(string group) => summary.Success ? int.Parse(summary.Groups[group].Value) : 0;
        return new SuiteReport(text, exit.Success ? int.Parse(exit.Groups[1].Value) : -1, Number("total"), Number("failed"), Number("skipped"));
    }

    [GeneratedRegex(@"Total: (?<total>\d+), Errors: \d+, Failed: (?<failed>\d+), Skipped: (?<skipped>\d+)")]
    private static partial Regex Summary();

    [GeneratedRegex(@"^\[exit\] (\d+)$", RegexOptions.Multiline)]
    private static partial Regex Exit();
}
