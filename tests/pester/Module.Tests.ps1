#Requires -Version 7.4
# The module in PowerShell itself: how it loads, what it shows, completes and explains.
BeforeAll {
    $manifest = (Resolve-Path (Join-Path $PSScriptRoot '../../out/module/Engine/Engine.psd1')).Path
    Import-Module $manifest
    $image = 'pester-module:latest'
    $null = Import-Image $env:ENGINE_TEST_ROOTFS -Reference $image -Change 'CMD ["sh"]'
    $null = Start-Container -Image $image -Name pester-shown -Network none -Command sleep, 600
    $null = New-Container $image -Name pester-idle -Network none
}
AfterAll {
    Remove-Container pester-* -Force -Confirm:$false
    Remove-Image $image -Force -Confirm:$false
}

Describe 'loading' {
    It 'keeps its dependencies out of the load context of PowerShell' {
        $where = pwsh -NoProfile -NonInteractive -Command "
            Import-Module '$manifest'; `$null = Get-Engine -WarningAction Ignore
            [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.ForEach({ `$_.GetName().Name })"
        $where | Should -Contain 'Engine.PowerShell'
        $where | Should -Not -Contain 'StreamJsonRpc'
        $where | Should -Not -Contain 'Nerdbank.MessagePack'
    }
    It 'leaves the Newtonsoft.Json of PowerShell usable' {
        pwsh -NoProfile -NonInteractive -Command "Import-Module '$manifest'; `$null = Get-Engine -WarningAction Ignore; '[1, 2]' | ConvertFrom-Json" | Should -Be 1, 2
    }
    It 'can be imported again' {
        pwsh -NoProfile -NonInteractive -Command "Import-Module '$manifest'; Import-Module '$manifest' -Force; (Get-Engine -WarningAction Ignore).Name" |
            Should -Be (hostname)
    }
    It 'has a manifest that PowerShell accepts' { (Test-ModuleManifest $manifest).ExportedCmdlets.Count | Should -BeGreaterThan 20 }
    It 'uses approved verbs only' {
        $approved = (Get-Verb).Verb
        (Get-Command -Module Engine -CommandType Cmdlet).Verb | Where-Object { $_ -notin $approved } | Should -BeNullOrEmpty
    }
    It 'works from several runspaces at once' {
        1..8 | ForEach-Object -Parallel { Import-Module $using:manifest; (Get-Container pester-shown).Name } | Should -Be (@('pester-shown') * 8)
    }
    It 'is at home in thread jobs and background jobs' {
        $job = Start-Job { Import-Module $using:manifest; Get-Container pester-shown }
        ($job | Receive-Job -Wait -AutoRemoveJob).Name | Should -Be 'pester-shown'
    }
}

Describe 'what is shown' {
    BeforeAll {
        $PSStyle.OutputRendering = 'PlainText'
    }
    It 'is a table for containers' {
        $lines = (Get-Container pester-shown | Out-String -Width 160).Trim() -split "`n"
        $lines[0] | Should -Match '^Id +Name +Image +State +Age +Ports'
        $lines[-1] | Should -Match '^[0-9a-f]{12} pester-shown +pester-module:latest +Running +\d+s'
    }
    It 'is a list with everything when asked' {
        $list = Get-Container pester-idle | Format-List * | Out-String
        $list | Should -Match '(?m)^State +: Created'
        $list | Should -Match '(?m)^Settings +: '
    }
    It 'is a table for images' {
        (Get-Image $image | Out-String -Width 160) | Should -Match '(?m)^[0-9a-f]{12} pester-module:latest +linux/amd64 +\d+s? +[\d.]+ MB'
    }
    It 'exports to JSON without an error' {
        (Get-Container pester-shown | ConvertTo-Json -Depth 4 | ConvertFrom-Json).Name | Should -Be 'pester-shown'
    }
    It 'sorts and groups by real values' {
        (Get-Container pester-* | Sort-Object Created)[0].Name | Should -Be 'pester-shown'
        (Get-Container pester-* | Group-Object State -NoElement).Name | Should -Be 'Created', 'Running'
    }
}

Describe 'completion' {
    It 'of <Line> is <Expected>' -ForEach @(
        @{ Line = 'Stop-Container pester'; Expected = 'pester-shown' }
        @{ Line = 'Start-Container pester'; Expected = 'pester-idle' }
        @{ Line = 'Get-Container pester-'; Expected = 'pester-idle', 'pester-shown' }
        @{ Line = 'Start-Container -Image pester-m'; Expected = 'pester-module:latest' }
        @{ Line = 'Stop-Container x -Signal KI'; Expected = 'KILL' }
    ) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText | Should -Be $Expected
    }
}

# By env: what a shell starts in the background ignores SIGINT, and its children inherit that.
Describe 'Ctrl+C' {
    It 'ends Get-ContainerLog -Follow at once' {
        $script = "Import-Module '$manifest'; 'following'; Get-ContainerLog pester-shown -Follow"
        $start = [Diagnostics.ProcessStartInfo]::new('env', [string[]]('--default-signal=INT', 'pwsh', '-NoProfile', '-NonInteractive', '-Command', $script))
        $start.RedirectStandardOutput = $true
        $pwsh = [Diagnostics.Process]::Start($start)
        $pwsh.StandardOutput.ReadLine() | Should -Be 'following'
        Start-Sleep -Milliseconds 500
        $pwsh.HasExited | Should -BeFalse
        $watch = [Diagnostics.Stopwatch]::StartNew()
        kill -INT $pwsh.Id
        $pwsh.WaitForExit(5000) | Should -BeTrue
        # What pwsh itself takes to end is in it.
        $watch.Elapsed | Should -BeLessThan ([timespan]'0:0:2')
        (Get-Container pester-shown).State | Should -Be 'Running'
    }
    It 'ends the program that Invoke-ContainerCommand started' {
        $script = "Import-Module '$manifest'; Invoke-ContainerCommand -Name pester-shown sh, -c, 'echo begun; exec sleep 333'"
        $start = [Diagnostics.ProcessStartInfo]::new('env', [string[]]('--default-signal=INT', 'pwsh', '-NoProfile', '-NonInteractive', '-Command', $script))
        $start.RedirectStandardOutput = $true
        $pwsh = [Diagnostics.Process]::Start($start)
        $pwsh.StandardOutput.ReadLine() | Should -Be 'begun'
        kill -INT $pwsh.Id
        $pwsh.WaitForExit(5000) | Should -BeTrue
        for ($i = 0; $i -lt 50 -and (Invoke-ContainerCommand -Name pester-shown ps | Where-Object { $_ -match 'sleep 333' }); $i++) { Start-Sleep -Milliseconds 100 }
        Invoke-ContainerCommand -Name pester-shown ps | Where-Object { $_ -match 'sleep 333' } | Should -BeNullOrEmpty
        (Get-Container pester-shown).State | Should -Be 'Running'
    }
}

Describe 'help' {
    It 'has words and examples for <_>' -ForEach @(
        (Import-PowerShellDataFile (Join-Path $PSScriptRoot '../../out/module/Engine/Engine.psd1')).CmdletsToExport
    ) {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match "^\s*$_ \["
        $help.examples.example.Count | Should -BeGreaterThan 0
        $help | Out-String | Should -Match 'DESCRIPTION'
    }
    It 'is there for the module' { Get-Help about_Engine | Should -Match 'about_Engine' }
}
