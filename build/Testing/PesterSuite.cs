using System.Xml.Linq;
using Engine.Build.Packages;

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

        return PowerShell.Program is null ? "there is no pwsh on this machine, and NuGet had none"
            : await PowerShell.HasPesterAsync() ? null
            : "pwsh has no Pester 5 (Install-Module Pester), and NuGet had none";
    }

    public override Command CommandFor(string report, string? filter) =>
        new(PowerShell.Program!, ["-NoProfile", "-NonInteractive", "-File", Repository.In($"{Script}/run.ps1"), "-Report", report, .. filter is null ? Array.Empty<string>() : ["-Filter", filter]])
        {
            Environment = ProgramsUnderTest.Concat(PowerShell.Environment).ToDictionary(),
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
