using System.Xml.Linq;

namespace Engine.Build.Testing;

/// <summary>The module's tests as PowerShell users write them, against the published module. Needs pwsh 7.4 and Pester 5.</summary>
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
        new("pwsh", "-NoProfile", "-NonInteractive", "-Command", $$"""
            $c = New-PesterConfiguration
            $c.Run.Path = '{{Repository.In(Script)}}'
            $c.Run.Exit = $true
            $c.Output.Verbosity = 'Normal'
            $c.TestResult.Enabled = $true
            $c.TestResult.OutputFormat = 'JUnitXml'
            $c.TestResult.OutputPath = '{{report}}'
            {{(filter is null ? "" : $"$c.Filter.FullName = '*{filter}*'")}}
            Invoke-Pester -Configuration $c
            """);

    public override IReadOnlyList<TestResult> Read(string report) =>
        [.. XDocument.Load(report).Descendants("testcase").Select(test =>
        {
            string name = test.Attribute("name")!.Value;
            return (test.Element("failure") ?? test.Element("error")) is { } failure ? new TestResult(name, TestOutcome.Failed, failure.Value)
                : test.Element("skipped") is { } skipped ? new TestResult(name, TestOutcome.Skipped, skipped.Attribute("message")?.Value ?? "skipped by the test")
                : new TestResult(name, TestOutcome.Passed);
        })];
}
