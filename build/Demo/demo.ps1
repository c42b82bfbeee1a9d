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
Show 'Import-Image rootfs.tar -Reference busybox' { Import-Image $RootFileSystem -Reference busybox:latest -Change 'CMD ["sh"]' }

# A first process has no default action for SIGTERM: it ends in peace only if it handles the signal.
$worker = 'trap "echo worker $NUMBER says goodbye; exit 0" TERM; echo worker $NUMBER is up; sleep 600 & wait'
Show '1..3 | ForEach-Object { Start-Container -Image busybox -Name worker$_ -Memory 64MB -Environment @{ NUMBER = $_ } -Command sh, -c, $worker }' {
    1..3 | ForEach-Object {
        Start-Container -Image busybox:latest -Name "worker$_" -Network none -Memory 64MB -Environment @{ NUMBER = $_ } -Command sh, -c, $worker
    }
}
Show 'Get-Container' { Get-Container }
Show 'Get-Container | Get-ContainerLog' { Get-Container | Get-ContainerLog }
Show 'Get-Container worker2 | Invoke-ContainerCommand sh, -c, "hostname; ps"   # its own host name, its own processes' {
    Get-Container worker2 | Invoke-ContainerCommand sh, -c, 'hostname; ps'
}
Show 'Suspend-Container worker1; Get-Container worker1; Resume-Container worker1' {
    Suspend-Container worker1
    Get-Container worker1
    Resume-Container worker1
}
Show 'Invoke-ContainerCommand -Name worker3 -Command sh, -c, "exit 3"   # a failure is an error record with an id' {
    try { Invoke-ContainerCommand -Name worker3 -Command sh, -c, 'exit 3' } catch { "$($_.FullyQualifiedErrorId): $($_.Exception.Message)" }
}
Show 'Get-Container | Stop-Container -PassThru' { Get-Container | Stop-Container -Timeout 0:0:5 -PassThru }
Show 'Get-ContainerLog worker1' { Get-ContainerLog worker1 }
Show 'Get-Container | Remove-Container; Get-Image | Remove-Image' {
    Get-Container | Remove-Container -Force -Confirm:$false
    Get-Image | Remove-Image -Force -Confirm:$false
    "$(@(Get-Container).Count) containers and $(@(Get-Image).Count) images are left"
}
