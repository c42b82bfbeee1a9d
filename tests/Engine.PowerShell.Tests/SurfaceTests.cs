using System.Management.Automation;
using Engine.PowerShell.Tests.Running;

namespace Engine.PowerShell.Tests;

/// <summary>What the module offers is a promise; a change of it must be seen in a review.</summary>
public sealed class SurfaceTests(ModuleSession session) : IClassFixture<ModuleSession>
{
    [Fact]
    public void Exported_cmdlets_parameters_and_sets_are_the_recorded_ones()
    {
        var actual = session.Run("Get-Command -Module Engine -CommandType Cmdlet")
            .Select(command => (CmdletInfo)command.BaseObject).OrderBy(command => command.Name, StringComparer.Ordinal).SelectMany(Describe).ToArray();
        // Beside the recorded one, to compare or to take over.
        File.WriteAllLines(Path.Combine(AppContext.BaseDirectory, "surface.actual.txt"), actual);
        var recorded = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "surface.txt"));
        Assert.Equal(recorded, actual);
    }

    [Fact]
    public void Whatever_changes_something_can_be_asked_what_it_would_do()
    {
        var silent = new HashSet<string> { "Connect-Engine", "Disconnect-Engine", "Wait-Container", "Watch-EngineEvent", "Measure-Container", "Connect-Container", "Compare-Container", "Find-Image", "Measure-EngineStorage" };
        var without = session.Run("Get-Command -Module Engine -CommandType Cmdlet").Select(command => (CmdletInfo)command.BaseObject)
            .Where(command => command.Verb != "Get" && !silent.Contains(command.Name) && !command.Parameters.ContainsKey("WhatIf"));
        Assert.Empty(without);
    }

    [Theory]
    [InlineData("Exec-Container", "Invoke-ContainerCommand")]
    [InlineData("Run-Container", "Start-Container")]
    [InlineData("Load-Image", "Import-Image")]
    [InlineData("Tag-Image", "Add-ImageTag")]
    [InlineData("Pull-Image", "Receive-Image")]
    [InlineData("Push-Image", "Send-Image")]
    [InlineData("Save-Image", "Export-Image")]
    [InlineData("Commit-Container", "New-Image")]
    public void Fingers_find_dockers_words(string alias, string cmdlet) =>
        Assert.Equal(cmdlet, ((AliasInfo)Assert.Single(session.Run($"Get-Command {alias}")).BaseObject).Definition);

    private static IEnumerable<string> Describe(CmdletInfo command)
    {
        yield return $"{command.Name} ({command.ParameterSets.FirstOrDefault(set => set.IsDefault)?.Name})";
        foreach (var set in command.ParameterSets.OrderBy(set => set.Name, StringComparer.Ordinal))
        {
            var parameters = set.Parameters.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name))
                .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
                .Select(parameter => (parameter.IsMandatory ? "!" : "") + parameter.Name + (parameter.Position >= 0 ? $"@{parameter.Position}" : "")
                    + (parameter.ValueFromPipeline ? "|" : "") + (parameter.ValueFromRemainingArguments ? "*" : ""));
            yield return $"  {set.Name}: {string.Join(' ', parameters)}";
        }
    }
}
