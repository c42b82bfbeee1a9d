using System.Management.Automation;

namespace Engine.PowerShell.Commands;

/// <summary>Gets what the engine is, what it has, and how its machine is.</summary>
[Cmdlet(VerbsCommon.Get, "Engine")]
[OutputType(typeof(EngineInformation))]
public sealed class GetEngineCommand : EngineCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionTable.Default;
        if (TryCall(
            session,
            session.Address,
            async (client, token) => (Version: await client.Engine.GetVersionAsync(token).ConfigureAwait(false), Info: await client.Engine.GetInfoAsync(token).ConfigureAwait(false)),
            out var answer))
        {
            WriteObject(new EngineInformation(answer.Version, answer.Info, session));
            foreach (var warning in answer.Info.Warnings)
            {
                WriteWarning(warning);
            }
        }
    }
}
