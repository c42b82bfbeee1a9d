@{
    RootModule             = 'Engine.PowerShell.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '5f7c0a52-6a0e-4c1b-9a63-3a8f2f1f7d54'
    Author                 = 'The Engine authors'
    CompanyName            = 'The Engine authors'
    Copyright              = 'Copyright The Engine authors. Licensed under Apache-2.0.'
    Description            = 'Containers, networks, volumes and images of an Engine daemon as objects of the PowerShell pipeline.'
    PowerShellVersion      = '7.4'
    CompatiblePSEditions   = @('Core')
    FormatsToProcess       = @('Engine.Format.ps1xml')
    TypesToProcess         = @('Engine.Types.ps1xml')
    CmdletsToExport        = @(
        'Add-ImageTag'
        'Clear-Container'
        'Clear-ContainerNetwork'
        'Clear-ContainerVolume'
        'Clear-Image'
        'Compare-Container'
        'Connect-Container'
        'Connect-ContainerNetwork'
        'Connect-Engine'
        'Connect-ImageRegistry'
        'Copy-ContainerItem'
        'Disconnect-ContainerNetwork'
        'Disconnect-Engine'
        'Disconnect-ImageRegistry'
        'Export-Container'
        'Export-Image'
        'Find-Image'
        'Get-Container'
        'Get-ContainerLog'
        'Get-ContainerNetwork'
        'Get-ContainerProcess'
        'Get-ContainerVolume'
        'Get-Engine'
        'Get-EngineSession'
        'Get-Image'
        'Get-ImageHistory'
        'Import-Image'
        'Invoke-Container'
        'Invoke-ContainerCommand'
        'Measure-Container'
        'Measure-EngineStorage'
        'New-Container'
        'New-ContainerNetwork'
        'New-ContainerVolume'
        'New-Image'
        'Receive-Image'
        'Remove-Container'
        'Remove-ContainerNetwork'
        'Remove-ContainerVolume'
        'Remove-Image'
        'Rename-Container'
        'Restart-Container'
        'Resume-Container'
        'Send-Image'
        'Set-Container'
        'Start-Container'
        'Stop-Container'
        'Suspend-Container'
        'Wait-Container'
        'Watch-EngineEvent'
    )
    AliasesToExport        = @('Commit-Container', 'Exec-Container', 'Load-Image', 'Pull-Image', 'Push-Image', 'Run-Container', 'Save-Image', 'Tag-Image')
    FunctionsToExport      = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags       = @('Container', 'Docker', 'OCI', 'Linux', 'Image', 'Network')
            LicenseUri = 'https://www.apache.org/licenses/LICENSE-2.0'
        }
    }
}
