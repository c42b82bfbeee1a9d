using System.Management.Automation;

namespace Engine.PowerShell.Commands;

/// <summary>Gets the engines this PowerShell is connected to.</summary>
[Cmdlet(VerbsCommon.Get, "EngineSession")]
[OutputType(typeof(EngineSession))]
public sealed class GetEngineSessionCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(SessionTable.All, enumerateCollection: true);
}
