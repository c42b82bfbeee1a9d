using System.Xml.Linq;

namespace Engine.Build.Testing;

/// <summary>A test project: xunit.v3 makes each one a program.</summary>
internal sealed class XunitSuite(string project) : TestSuite
{
    public override string Name { get; } = Path.GetFileNameWithoutExtension(project);

    /// <summary>The project file.</summary>
    public string Project { get; } = project;

    /// <summary>The suites that start whole engines or virtual machines get longer.</summary>
    public override TimeSpan TimeLimit => Name is "Engine.EndToEnd.Tests" or "Engine.Conformance.Tests" or "Engine.Security.Tests" ? TimeSpan.FromMinutes(20) : base.TimeLimit;

    /// <summary>Every test project in the checkout.</summary>
    public static IEnumerable<XunitSuite> All() =>
        Directory.EnumerateFiles(Repository.In("tests"), "*.Tests.csproj", SearchOption.AllDirectories)
            .Select(project => new XunitSuite(project)).OrderBy(suite => suite.Name, StringComparer.Ordinal);

    public override Command CommandFor(string report, string? filter) =>
        new(Repository.In($"artifacts/bin/{Name}/release/{Name}"),
            ["-noLogo", "-noColor", "-xml", report, .. filter is null ? Array.Empty<string>() : ["-method", $"*{filter}*"]])
        {
            Environment = ProgramsUnderTest,
        };

    public override IReadOnlyList<TestResult> Read(string report)
    {
        XDocument document = XDocument.Load(report);
        IEnumerable<TestResult> tests = document.Descendants("test").Select(test => test.Attribute("result")?.Value switch
        {
            "Pass" => new TestResult(NameOf(test), TestOutcome.Passed),
            "Skip" or "NotRun" => new TestResult(NameOf(test), TestOutcome.Skipped, test.Element("reason")?.Value ?? "explicit test"),
            _ => new TestResult(NameOf(test), TestOutcome.Failed, FailureOf(test)),
        });

        // A fixture that fails to start or to clean up is no test, but it is a failure.
        IEnumerable<TestResult> errors = document.Descendants("error")
            .Select(error => new TestResult($"{error.Attribute("type")?.Value} {error.Attribute("name")?.Value}", TestOutcome.Failed, FailureOf(error)));
        return [.. tests, .. errors];
    }

    private static string NameOf(XElement test) => test.Attribute("name")!.Value;

    private static string FailureOf(XElement element) =>
        $"{element.Element("failure")?.Element("message")?.Value}\n{element.Element("failure")?.Element("stack-trace")?.Value}".Trim();
}
