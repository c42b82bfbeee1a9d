#!/usr/bin/env pwsh
# Opens the door to the build program: ./build.ps1 build|test|demo|publish|install|bench|clean (--help)
$ErrorActionPreference = 'Stop'
$program = "$PSScriptRoot/artifacts/bin/Engine.Build/release/Engine.Build.dll"
$env:DOTNET_CLI_TELEMETRY_OPTOUT = $env:DOTNET_NOLOGO = $env:DOTNET_SKIP_FIRST_TIME_EXPERIENCE = '1'
if (-not (Get-Command dotnet -CommandType Application -ErrorAction Ignore)) {
    [Console]::Error.WriteLine("build.ps1: the .NET 10 SDK is needed and 'dotnet' is not on the PATH (https://dot.net/download).")
    exit 127
}
# The build program is itself built only when its sources are newer: starting it then costs 0.1 s and not a restore.
$built = Get-Item -LiteralPath $program -ErrorAction Ignore
$sources = @(Get-ChildItem "$PSScriptRoot/build" -Recurse -File) + (Get-Item "$PSScriptRoot/Directory.Build.props", "$PSScriptRoot/Directory.Packages.props")
if (-not $built -or $sources.Where({ $_.LastWriteTime -gt $built.LastWriteTime }, 'First')) {
    dotnet msbuild "$PSScriptRoot/build/Engine.Build.csproj" -restore -property:Configuration=Release -verbosity:quiet -nologo
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    (Get-Item -LiteralPath $program).LastWriteTime = Get-Date
}
dotnet $program @args
exit $LASTEXITCODE
