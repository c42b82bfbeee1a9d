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
    public void Started_and_waited_for_is_healthy_or_an_error_with_the_end_of_the_log()
    {
        Assert.Equal(["Healthy"], _module.Run(
            "Start-Container -Image busybox -Name well -Network none -HealthCommand 'test -e /up' -HealthInterval 0:0:0.1 -HealthRetry 100 -Command sh, -c, 'sleep 0.5; touch /up; sleep 600' -Wait -Timeout 0:0:20 | % Health"));
        var ended = _module.Error("Start-Container -Image busybox -Name ended -Network none -HealthCommand true -Command sh, -c, 'echo reason; exit 3' -Wait");
        Assert.Equal(("ContainerUnhealthy", ErrorCategory.InvalidResult), (ended.FullyQualifiedErrorId.Split(',')[0], ended.CategoryInfo.Category));
        Assert.Equal("The container ended has ended with status 3. The end of its log:\nreason", ended.Exception.Message);
        var ill = _module.Error("Start-Container -Image busybox -Name ill -Network none -HealthCommand 'echo no; false' -HealthInterval 0:0:0.1 -HealthRetry 2 -Command sleep, 600 -Wait");
        Assert.StartsWith("The container ill is unhealthy: its check failed 2 times in a row, the last one with status 1: no", ill.Exception.Message);
        Assert.Equal(["well"], _module.Run("Suspend-Container well; Resume-Container well; Wait-Container well -For Healthy -PassThru | % Name"));
        Assert.StartsWith("WaitTimedOut,", _module.Error("Start-Container -Image busybox -Name slow -Network none -HealthCommand false -HealthInterval 0:0:5 -Command sleep, 600 -Wait -Timeout 0:0:0.5").FullyQualifiedErrorId);
    }

    [Fact]
    public void Volumes_are_made_used_measured_and_removed()
    {
        Assert.Equal(["data local False", "memory local False"], _module.Run("""
            New-ContainerVolume data -Label @{ tier = 'db' } | % { "$($_.Name) $($_.Driver) $($_.InUse)" }
            New-ContainerVolume memory -Option @{ type = 'tmpfs'; device = 'tmpfs'; o = 'size=1m' } | % { "$($_.Name) $($_.Driver) $($_.InUse)" }
            """));
        _module.Run("Invoke-Container busybox -Network none -Volume data:/data -Command sh, -c, 'head -c 1000 /dev/zero >/data/f'");
        Assert.Equal(["1000 False"], _module.Run("Get-ContainerVolume d* -Label @{ tier = 'db' } -Measure | % { \"$($_.Size) $($_.InUse)\" }"));
        _module.Run("$null = New-Container -Image busybox -Name holder -Network none -Volume data:/data, /anonymous");
        Assert.Equal(("VolumeInUse", ErrorCategory.ResourceBusy), Id(_module.Error("Remove-ContainerVolume data -Confirm:$false")));
        Assert.Equal(("VolumeNotFound", ErrorCategory.ObjectNotFound), Id(_module.Error("Get-ContainerVolume ghost")));
        _module.Run("Remove-Container holder");
        Assert.Equal(["1"], _module.Run("Clear-ContainerVolume -WhatIf; Clear-ContainerVolume -Confirm:$false | % { $_.Removed.Count }"));
        Assert.Equal(["data", "memory"], _module.Run("Get-ContainerVolume | % Name"));
        Assert.Empty(_module.Run("Get-ContainerVolume | Remove-ContainerVolume -Confirm:$false; Get-ContainerVolume"));
    }

    [Fact]
    public void Running_containers_are_changed_measured_and_looked_into()
    {
        _module.Run("$null = Start-Container -Image busybox -Name busy -Network none -Memory 40MB -Command sh, -c, 'while :; do :; done'");
        Assert.Equal(["83886080 Always"], _module.Run("Set-Container busy -Memory 80MB -MemorySwap -1 -RestartPolicy Always -PassThru | % { \"$($_.Settings.Memory) $($_.Settings.RestartPolicy)\" }"));
        Assert.Equal(["busy True True 83886080"], _module.Run("Measure-Container -Interval 0:0:0.3 | % { \"$($_.Name) $($_.Cpu -gt 0.05) $($_.Memory -gt 0) $($_.MemoryLimit)\" }"));
        Assert.Equal(["busy sh -c while :; do :; done"], _module.Run("Get-ContainerProcess busy | % { \"$($_.Container) $($_.CommandLine)\" }"));
        _module.Run("$null = Start-Container -Image busybox -Name talk -Network none -Interactive -Command sh, -c, 'read a; echo got $a'");
        Assert.Equal(["got hello"], _module.Run("Connect-Container talk -StandardInput hello"));
        Assert.Equal(["1"], _module.Run("Clear-Container -Confirm:$false | % { $_.Removed.Count }"));
        Assert.Equal(["busy"], _module.Run("Get-Container | % Name"));
    }

    [Fact]
    public void Files_go_into_containers_and_come_out_of_them()
    {
        var here = Directory.CreateTempSubdirectory("engine-copy-").FullName;
        Directory.CreateDirectory(Path.Combine(here, "tree", "sub"));
        File.WriteAllText(Path.Combine(here, "tree", "sub", "file"), "inside");
        _module.Run("$null = New-Container -Image busybox -Name files -Network none -Command sh, -c, 'echo more >/made; rm /bin/hostname; sleep 600'");
        _module.Run($"Copy-ContainerItem '{here}/tree' files:/tree; [IO.FileInfo]'{here}/tree/sub/file' | Copy-ContainerItem -Destination files:/; Copy-ContainerItem '{here}/tree/sub/file' files:/renamed");
        _module.Run("Start-Container files; Wait-Container files -For Running");
        Assert.Equal(["inside", "inside", "inside"], _module.Run("Invoke-ContainerCommand -Name files -Command sh, -c, 'cat /tree/sub/file; echo; cat /file; echo; cat /renamed'"));
        _module.Run($"Copy-ContainerItem files:/tree '{here}/back'; Copy-ContainerItem files:/made '{here}'; Copy-ContainerItem files:/made '{here}/other'");
        Assert.Equal(("inside", "more\n", "more\n"), (File.ReadAllText(Path.Combine(here, "back", "sub", "file")), File.ReadAllText(Path.Combine(here, "made")), File.ReadAllText(Path.Combine(here, "other"))));
        Assert.Equal(["Deleted /bin/hostname", "Added /made"], _module.Run("Compare-Container files | Where-Object Path -in '/made', '/bin/hostname' | % { \"$($_.Change) $($_.Path)\" }"));
        Assert.Equal(["True"], _module.Run($"Get-Container files | Export-Container -Path '{here}/files.tar' | % {{ $_.Length -gt 1MB }}"));
        Assert.Equal(("PathNotFound", ErrorCategory.ObjectNotFound), Id(_module.Error("Copy-ContainerItem files:/nowhere /tmp/x")));
        _module.Run("Remove-Container files -Force");
        Directory.Delete(here, recursive: true);
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

    private static (string Id, ErrorCategory Category) Id(ErrorRecord error) => (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category);
}
