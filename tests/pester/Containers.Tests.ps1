#Requires -Version 7.4
# The cmdlets as scripts use them. run.ps1 starts an engine, names it in ENGINE_HOST, and leaves an archive of a root file system in ENGINE_TEST_ROOTFS.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../out/module/Engine/Engine.psd1')
    $run = @{ 'test.run' = "$([guid]::NewGuid())" }
    $image = 'pester-busybox:latest'
    $null = Import-Image $env:ENGINE_TEST_ROOTFS -Reference $image -Change 'CMD ["sh"]'
}
AfterAll {
    Get-Container -Label $run | Remove-Container -Force -Confirm:$false
    Remove-Image $image -Force -Confirm:$false
}

Describe 'a running container' {
    BeforeAll {
        $web = Start-Container -Image $image -Label $run -Network none -Environment @{ COLOUR = 'blue' } -Command sh, -c, 'trap "exit 4" TERM; echo up; sleep 600 & wait'
    }
    It 'is running' { $web.State | Should -Be 'Running' }
    It 'has the environment it was given' { $web | Invoke-ContainerCommand sh, -c, 'echo $COLOUR' | Should -Be 'blue' }
    It 'gives its log as lines' { ($web | Get-ContainerLog).Text | Should -Be 'up' }
    It 'fails as an error record' {
        { $web | Invoke-ContainerCommand sh, -c, 'exit 3' -ErrorAction Stop } | Should -Throw -ErrorId 'ContainerCommandFailed*'
    }
    It 'is paused and goes on' {
        $web | Suspend-Container
        ($web | Get-Container).State | Should -Be 'Paused'
        $web | Resume-Container
        ($web | Get-Container).State | Should -Be 'Running'
    }
    It 'is not removed without -Force' {
        { $web | Remove-Container -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'ContainerRunning*'
    }
    It 'ends with its own exit status' { ($web | Stop-Container -PassThru).ExitCode | Should -Be 4 }
}

Describe 'what is not there' {
    It 'is an error for <Command>' -ForEach @(
        @{ Command = 'Get-Container'; Id = 'ContainerNotFound*' }
        @{ Command = 'Start-Container'; Id = 'ContainerNotFound*' }
        @{ Command = 'Get-ContainerLog'; Id = 'ContainerNotFound*' }
        @{ Command = 'Get-Image'; Id = 'ImageNotFound*' }
    ) {
        { & $Command no-such-thing -ErrorAction Stop } | Should -Throw -ErrorId $Id
    }
    It 'is silence for a wildcard' { Get-Container no-such-* | Should -BeNullOrEmpty }
}

Describe '-WhatIf' {
    It 'changes nothing' {
        $before = @(Get-Container).Count
        Start-Container -Image $image -Name ghost -WhatIf
        @(Get-Container).Count | Should -Be $before
    }
}
