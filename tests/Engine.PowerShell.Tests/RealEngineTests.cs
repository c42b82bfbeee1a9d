using System.Management.Automation;
using Engine.PowerShell.Tests.Running;

namespace Engine.PowerShell.Tests;

/// <summary>The built module against the real engine: every step a user takes with a container, in one life.</summary>
public sealed class RealEngineTests : IAsyncLifetime
{
    private const string Worker = "'trap \"echo bye; exit 4\" TERM; echo up; sleep 600 & wait'";

    private readonly RealModule _module = new();

    public async ValueTask InitializeAsync() => await _module.StartAsync();

    [Fact]
    public void A_container_lives_through_all_its_states()
    {
        Assert.Equal(["Created"], _module.Run($"New-Container -Image busybox -Name web -Network none -Command sh, -c, {Worker} | % State"));
        Assert.Equal(["Running"], _module.Run("Start-Container web -PassThru | % State"));
        Assert.Equal(["Paused"], _module.Run("Suspend-Container web; (Get-Container web).State"));
        Assert.Equal(["Running"], _module.Run("Get-Container web | Resume-Container; (Get-Container web).State"));
        Assert.Equal(["Exited 4"], _module.Run("Get-Container web | Stop-Container -PassThru | % { \"$($_.State) $($_.ExitCode)\" }"));
        Assert.Equal(["up", "bye"], _module.Run("Get-ContainerLog web | % Text"));
        Assert.Empty(_module.Run("Remove-Container web -Confirm:$false; Get-Container"));
    }

    [Fact]
    public void A_followed_log_ends_with_its_container()
    {
        _module.Run("$null = Start-Container -Image busybox -Name job -Network none -Command sh, -c, 'for i in 1 2 3; do echo $i; sleep 0.1; done; exit 7'");
        Assert.Equal(["1", "2", "3"], _module.Run("Get-ContainerLog job -Follow | % Text"));
        Assert.Equal(["7"], _module.Run("Wait-Container job -PassThru | % ExitCode"));
    }

    [Fact]
    public void A_command_gives_its_lines_its_status_and_its_error()
    {
        _module.Run("$null = Start-Container -Image busybox -Name box -Network none -Command sleep, 600");
        Assert.Equal(["one", "two"], _module.Run("Get-Container box | Invoke-ContainerCommand sh, -c, 'echo one; echo two'"));
        Assert.Equal(["3"], _module.Run("Invoke-ContainerCommand -Name box -Command sh, -c, 'exit 3' -PassThru | % ExitCode"));
        Assert.Equal(["a", "b"], _module.Run("Invoke-ContainerCommand -Name box -Command cat -StandardInput a, b"));
        Assert.StartsWith("ContainerCommandFailed,", _module.Error("Invoke-ContainerCommand -Name box -Command sh, -c, 'exit 3'").FullyQualifiedErrorId);
        Assert.StartsWith("CommandNotFound,", _module.Error("Invoke-ContainerCommand -Name box -Command nothing-of-this-name").FullyQualifiedErrorId);
        Assert.StartsWith("ContainerRunning,", _module.Error("Remove-Container box -Confirm:$false").FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("Get-Container ghost", "ContainerNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Start-Container ghost", "ContainerNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Start-Container -Image ghost", "ImageNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-Image ghost", "ImageNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("1..2 | % { New-Container -Image busybox -Name twin -Command sh } | Out-Null", "ContainerNameInUse", ErrorCategory.ResourceExists)]
    public void What_is_not_there_is_an_error_with_its_category(string script, string id, ErrorCategory category)
    {
        var error = _module.Error(script);
        Assert.Equal((id, category), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
    }

    [Fact]
    public void WhatIf_changes_nothing()
    {
        _module.Run("$null = New-Container -Image busybox -Name kept -Network none -Command sleep, 600");
        Assert.Equal(["kept Created"], _module.Run("""
            Start-Container kept -WhatIf
            New-Container -Image busybox -Name other -WhatIf
            Remove-Container kept -WhatIf
            Get-Container | % { "$($_.Name) $($_.State)" }
            """));
    }

    public ValueTask DisposeAsync()
    {
        _module.Dispose();
        return ValueTask.CompletedTask;
    }
}
