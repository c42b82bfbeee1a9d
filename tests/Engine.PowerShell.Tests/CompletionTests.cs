using System.Management.Automation;
using Engine.PowerShell.Tests.Running;
using Engine.Protocol;

namespace Engine.PowerShell.Tests;

public sealed class CompletionTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public CompletionTests()
    {
        _session.Engine.Containers.Add("web", ContainerState.Running);
        _session.Engine.Containers.Add("worn", ContainerState.Exited);
        _session.Engine.Containers.Add("w 2", ContainerState.Paused);
    }

    [Theory]
    [InlineData("Start-Container w", "worn")]
    [InlineData("Stop-Container w", "'w 2'", "web")]
    [InlineData("Resume-Container ", "'w 2'")]
    [InlineData("Get-Container we", "web")]
    [InlineData("Invoke-ContainerCommand -Name ", "web")]
    [InlineData("Start-Container -Image b", "busybox:1", "busybox:latest")]
    [InlineData("New-Container busybox -CapabilityAdd NET_A", "NET_ADMIN")]
    [InlineData("Stop-Container web -Signal KI", "KILL")]
    [InlineData("Remove-ContainerNetwork ", "front")]
    [InlineData("Start-Container -Image busybox -Network ", "bridge", "front", "host", "none")]
    [InlineData("Connect-ContainerNetwork web f", "front")]
    public void A_completion_is_what_the_cmdlet_has_work_for(string line, params string[] expected)
    {
        var completions = Complete(line);
        Assert.Equal(expected, completions.Select(completion => completion.CompletionText));
    }

    [Fact]
    public void A_container_is_explained_by_its_image_and_state() =>
        Assert.Equal("busybox, Running", Assert.Single(Complete("Stop-Container web")).ToolTip);

    private List<CompletionResult> Complete(string line)
    {
        _session.Run("$null = Disconnect-Engine -Session (Get-EngineSession); $null = Connect-Engine -Socket $s.Address -Session $null -ErrorAction Ignore");
        using var shell = _session.Shell("");
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches];
    }

    public void Dispose() => _session.Dispose();
}
