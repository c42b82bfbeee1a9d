using Engine.PowerShell.Tests.Running;

namespace Engine.PowerShell.Tests;

/// <summary>What Get-Help says of the built module, and that its examples do what they say.</summary>
public sealed class HelpTests(ExampleEngine engine) : IClassFixture<ExampleEngine>
{
    public static TheoryData<string> Cmdlets { get; } = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "surface.txt"))
        .Where(line => line[0] != ' ').Select(line => line.Split(' ')[0])];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_and_each_of_its_parameters_have_words(string cmdlet)
    {
        using var module = new ModuleSession();
        Assert.Equal(
            ["True", "True", ""],
            module.Run($$"""
                $h = Get-Help {{cmdlet}} -Full
                [bool]($h.Synopsis -and $h.Synopsis -notmatch '^\s*{{cmdlet}} ')
                [bool]$h.description.Text
                $told = @{}; foreach ($p in $h.parameters.parameter) { $told[$p.name] = "$($p.description.Text)" }
                $common = [Management.Automation.Cmdlet]::CommonParameters
                (Get-Command {{cmdlet}}).Parameters.Keys | Where-Object { $_ -notin $common -and -not $told[$_] } | % { $n = "" } { $n += "$_ " } { $n }
                """).Select(item => item.ToString()));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Each_example_runs(string cmdlet) => Assert.Empty(engine.RunExamples(cmdlet));
}
