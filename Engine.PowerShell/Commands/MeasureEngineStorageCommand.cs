using System.Management.Automation;

namespace Engine.PowerShell.Commands;

/// <summary>Measures what images, containers and the rest take on disk, and what of it a prune would free.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "EngineStorage")]
[OutputType(typeof(StorageUsage))]
public sealed class MeasureEngineStorageCommand : EngineCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionTable.Default;
        if (TryCall(session, session.Address, (client, token) => client.Engine.GetStorageUsageAsync(token), out var usage))
        {
            WriteObject(usage.Select(kind => new StorageUsage(kind)), enumerateCollection: true);
        }
    }
}
