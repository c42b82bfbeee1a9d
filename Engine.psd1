@{
    RootModule             = 'Engine.PowerShell.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '5f7c0a52-6a0e-4c1b-9a63-3a8f2f1f7d54'
    Author                 = 'The Engine authors'
    CompanyName            = 'The Engine authors'
    Copyright              = 'Copyright The Engine authors. Licensed under Apache-2.0.'
    Description            = 'Containers, networks and images of an Engine daemon as objects of the PowerShell pipeline.'
    PowerShellVersion      = '7.4'
    CompatiblePSEditions   = @('Core')
    FormatsToProcess       = @('Engine.Format.ps1xml')
    TypesToProcess         = @('Engine.Types.ps1xml')
    CmdletsToExport        = @(
        'Add-ImageTag'
        'Clear-ContainerNetwork'
        'Connect-ContainerNetwork'
        'Connect-Engine'
        'Disconnect-ContainerNetwork'
        'Disconnect-Engine'
        'Get-Container'
        'Get-ContainerLog'
        'Get-ContainerNetwork'
        'Get-Engine'
        'Get-EngineSession'
        'Get-Image'
        'Import-Image'
        'Invoke-Container'
        'Invoke-ContainerCommand'
        'New-Container'
        'New-ContainerNetwork'
        'Remove-Container'
        'Remove-ContainerNetwork'
        'Remove-Image'
        'Rename-Container'
        'Restart-Container'
        'Resume-Container'
        'Start-Container'
        'Stop-Container'
        'Suspend-Container'
        'Wait-Container'
        'Watch-EngineEvent'
    )
    AliasesToExport        = @('Exec-Container', 'Load-Image', 'Run-Container', 'Tag-Image')
    FunctionsToExport      = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags       = @('Container', 'Docker', 'OCI', 'Linux', 'Image', 'Network')
            LicenseUri = 'https://www.apache.org/licenses/LICENSE-2.0'
        }
    }
}
