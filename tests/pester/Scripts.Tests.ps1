#Requires -Version 7.4
# Scripts that people write, as they stand in their files: what the module is for. With ENGINE_TEST_IMAGES (a directory of image archives)
# their images are the real ones; otherwise BusyBox plays Debian, and what needs a database server skips.
BeforeDiscovery {
    $hasDatabase = $env:ENGINE_TEST_IMAGES -and (Test-Path (Join-Path $env:ENGINE_TEST_IMAGES 'postgres.tar'))
}
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../out/module/Engine/Engine.psd1')
    $debian = "$env:ENGINE_TEST_IMAGES/debian.tar"
    $null = (Test-Path $debian) ? (Import-Image $debian) : (Import-Image $env:ENGINE_TEST_ROOTFS -Reference debian:trixie-slim -Change 'CMD ["sh"]')
}
AfterAll { Remove-Image debian:trixie-slim -Force -Confirm:$false }

Describe 'orders database' -Skip:(-not $hasDatabase) {
    BeforeAll {
        $null = Import-Image "$env:ENGINE_TEST_IMAGES/postgres.tar"
        $run = @{ 'test.run' = [guid]::NewGuid() }
        $db = Start-Container -Image postgres -Label $run -Publish 5432 -Environment @{ TZ = 'UTC' }
        $port = $db.Port.Where({ $_.ContainerPort -eq 5432 }).HostPort
        while (-not ($db | Invoke-ContainerCommand pg_isready, -q, -h, 127.0.0.1 -PassThru).ExitCode -eq 0) { Start-Sleep -Milliseconds 200 }
    }
    AfterAll {
        Get-Container -Label $run | Remove-Container -Force -Volume
        Remove-Image postgres
    }
    It 'listens on loopback only' { $port | Should -BeGreaterThan 1023; $db.Port.HostAddress | Should -Be '127.0.0.1' }
    It 'accepts connections' { $db | Invoke-ContainerCommand pg_isready | Should -Match 'accepting connections' }
    It 'fails as an error record' { { $db | Invoke-ContainerCommand psql, -c, 'select * from dropped' -ErrorAction Stop } | Should -Throw -ErrorId 'ContainerCommandFailed*' }
}

Describe 'limits' {
    It 'says why' -ForEach @{ Memory = 32MB; ExitCode = 137 } {
        $c = Start-Container -Image debian:trixie-slim -Memory $Memory -Command tail, /dev/zero | Wait-Container -Timeout 0:0:20 -PassThru
        $c.ExitCode | Should -Be $ExitCode; $c.OomKilled | Should -BeTrue; $c | Remove-Container
    }
    It 'changes nothing under -WhatIf' { $n = @(Get-Container).Count; Start-Container -Image debian:trixie-slim -Name ghost -WhatIf; @(Get-Container).Count | Should -Be $n }
}

Describe 'a line at the prompt' {
    BeforeAll {
        $run = @{ 'test.run' = [guid]::NewGuid() }
        $script = 'for i in 1 2 3; do echo line $i; echo error $i; sleep 0.2; done'
        $null = Start-Container -Image debian:trixie-slim -Label $run -Network none -Name web, db -Command sh, -c, $script
    }
    AfterAll { Get-Container -Label $run | Remove-Container -Force }
    It 'lists the old images that no container uses' {
        Get-Image | Where-Object { -not $_.InUse -and $_.Created -lt (Get-Date).AddDays(-30) } | Remove-Image -WhatIf
        Get-Image debian:trixie-slim | Should -Not -BeNullOrEmpty
    }
    It 'finds the errors in the logs of two containers while they are written' {
        $found = Get-ContainerLog web, db -Follow -Tail 20 | Where-Object Text -match error
        $found.Text | Sort-Object | Should -Be 'error 1', 'error 1', 'error 2', 'error 2', 'error 3', 'error 3'
    }
}
