# What the demo shows: the real cmdlets against a private engine. Runs in pwsh 7.4 or later, and in the host that the tests embed.
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Socket,
    [Parameter(Mandatory)] [string] $RootFileSystem
)
$ErrorActionPreference = 'Stop'
Import-Module $Module

function Show([string] $Step, [scriptblock] $Script) {
    Write-Host "`nPS> $Step" -ForegroundColor Cyan
    & $Script | Out-Default
}

Show 'Connect-Engine' { Connect-Engine -Socket $Socket | Out-Null; Get-Engine }
Show 'Import-Image rootfs.tar -Reference busybox' { Import-Image $RootFileSystem -Reference busybox:latest -Change 'CMD ["sh"]'; Get-Image }

Show '1..3 | ForEach-Object { Start-Container -Image busybox -Name "worker$_" ... }' {
    1..3 | ForEach-Object {
        Start-Container -Image busybox:latest -Name "worker$_" -Network none -Memory 64MB -Environment @{ NUMBER = $_ } -Command sh, -c, 'echo worker $NUMBER is up; exec sleep 600'
    }
}
Show 'Get-Container' { Get-Container }
Show 'Get-Container | Get-ContainerLog' { Get-Container | Get-ContainerLog }
Show 'Get-Container worker2 | Invoke-ContainerCommand sh, -c, "hostname; cat /proc/1/cgroup | head -n 1; ps"' {
    Get-Container worker2 | Invoke-ContainerCommand sh, -c, 'hostname; head -n 1 /proc/1/cgroup; ps'
}
Show 'Suspend-Container worker1; Resume-Container worker1' {
    Suspend-Container worker1
    Get-Container worker1
    Resume-Container worker1
}
Show 'Invoke-ContainerCommand with a command that fails is an error with the exit code' {
    try { Invoke-ContainerCommand -Name worker3 -Command sh, -c, 'exit 3' } catch { "$($_.FullyQualifiedErrorId): $($_.Exception.Message)" }
}
Show 'Get-Container | Stop-Container -PassThru' { Get-Container | Stop-Container -Timeout 0:0:1 -PassThru }
Show 'Get-Container -All | Remove-Container; Get-Image | Remove-Image' {
    Get-Container | Remove-Container -Force -Confirm:$false
    Get-Image | Remove-Image -Force -Confirm:$false
    "$(@(Get-Container).Count) containers and $(@(Get-Image).Count) images are left"
}
