using System.Xml.Linq;

namespace Engine.Build.Testing;

/// <summary>The module's tests as PowerShell users write them, against the published module and a private engine. Needs pwsh 7.4 and Pester 5.</summary>
internal sealed class PesterSuite : TestSuite
{
    private const string Script = "tests/pester";

    public override string Name => "pester";

    public override async Task<string?> ImpedimentAsync()
    {
        if (!Directory.Exists(Repository.In(Script)) || !Directory.EnumerateFiles(Repository.In(Script), "*.Tests.ps1", SearchOption.AllDirectories).Any())
        {
            return "tests/pester holds no tests";
        }

        if (Command.Find("pwsh") is null)
        {
            return "there is no pwsh on this machine";
        }

        (int status, _) = await new Command("pwsh", "-NoProfile", "-NonInteractive", "-Command",
            "if (-not (Get-Module Pester -ListAvailable | Where-Object Version -ge 5.0)) { exit 1 }").CaptureAsync();
        return status == 0 ? null : "pwsh has no Pester 5 (Install-Module Pester)";
    }

    public override Command CommandFor(string report, string? filter) =>
        new("pwsh", ["-NoProfile", "-NonInteractive", "-File", Repository.In($"{Script}/run.ps1"), "-Report", report, .. filter is null ? Array.Empty<string>() : ["-Filter", filter]])
        {
            Environment = ProgramsUnderTest,
        };

    public override IReadOnlyList<TestResult> Read(string report) =>
        [.. XDocument.Load(report).Descendants("testcase").Select(test =>
        {
            string name = test.Attribute("name")!.Value;
            return (test.Element("failure") ?? test.Element("error")) is { } failure ? new TestResult(name, TestOutcome.Failed, failure.Value)
                : test.Element("skipped") is { } skipped ? new TestResult(name, TestOutcome.Skipped, skipped.Attribute("message")?.Value ?? "skipped by the test")
                : new TestResult(name, TestOutcome.Passed);
        })];
}
