using System.Management.Automation;

namespace Engine.PowerShell.Commands;

/// <summary>Closes connections to engines. Containers are not affected.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Engine")]
public sealed class DisconnectEngineCommand : PSCmdlet
{
    /// <summary>The sessions; without it, the one that cmdlets use.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public EngineSession[]? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Session ?? (SessionTable.Existing is { } existing ? [existing] : []))
        {
            SessionTable.Remove(session);
        }
    }
}
