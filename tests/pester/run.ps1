#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
<#
.SYNOPSIS
Runs the Pester tests against a private engine, with a BusyBox image in it, that is gone afterwards.
.PARAMETER HostBinary
The daemon; without it ENGINE_HOST_BIN, then what ./build.sh publish made.
.PARAMETER Runtime
The runtime; without it ENGINE_RUNTIME, then what ./build.sh publish made.
.PARAMETER Report
Where to write JUnit's XML.
.PARAMETER Filter
Only tests whose full names contain this.
#>
param(
    [string] $HostBinary = ($env:ENGINE_HOST_BIN ? $env:ENGINE_HOST_BIN : "$PSScriptRoot/../../out/bin/engine-host"),
    [string] $Runtime = ($env:ENGINE_RUNTIME ? $env:ENGINE_RUNTIME : "$PSScriptRoot/../../out/bin/engine-runtime"),
    [string] $Report,
    [string] $Filter
)
$ErrorActionPreference = 'Stop'
$busybox = (Get-Command busybox -CommandType Application -TotalCount 1).Source
# Short: a socket's path has at most 107 bytes.
$directory = (New-Item -ItemType Directory "/tmp/engine-pester-$PID").FullName
try {
    $bin = New-Item -ItemType Directory "$directory/rootfs/bin"
    foreach ($name in 'dev', 'etc', 'proc', 'sys', 'tmp') { $null = New-Item -ItemType Directory "$directory/rootfs/$name" }
    Copy-Item $busybox "$bin/busybox"
    foreach ($applet in 'sh', 'cat', 'echo', 'hostname', 'id', 'ls', 'ps', 'sleep', 'tail', 'true', 'false') {
        $null = New-Item -ItemType SymbolicLink "$bin/$applet" -Target busybox
    }
    tar --create --file "$directory/rootfs.tar" --directory "$directory/rootfs" .
    if ($LASTEXITCODE) { throw "tar ended with $LASTEXITCODE" }

    $engine = Start-Process $HostBinary -PassThru -ArgumentList @(
        '--data-root', "$directory/data", '--exec-root', "$directory/run", '--runtime', $Runtime,
        '--host', "unix://$directory/engine.sock", '--rpc', "unix://$directory/rpc.sock", '--log-level', 'error',
        '--bridge', "ep-$PID")
    for ($i = 0; -not (Test-Path "$directory/rpc.sock"); $i++) {
        if ($engine.HasExited -or $i -ge 500) { throw 'engine-host did not start; what it said stands above' }
        Start-Sleep -Milliseconds 20
    }

    $env:ENGINE_HOST = "unix://$directory/rpc.sock"
    $env:ENGINE_TEST_ROOTFS = "$directory/rootfs.tar"
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $PSScriptRoot
    $configuration.Run.PassThru = $true
    if ($Filter) { $configuration.Filter.FullName = "*$Filter*" }
    if ($Report) {
        $configuration.TestResult.Enabled = $true
        $configuration.TestResult.OutputFormat = 'JUnitXml'
        $configuration.TestResult.OutputPath = $Report
    }
    $result = Invoke-Pester -Configuration $configuration
    exit [int]($result.Result -ne 'Passed')
}
finally {
    if ($engine) {
        kill -TERM $engine.Id
        $engine.WaitForExit()
    }
    Remove-Item -Recurse -Force $directory
}
