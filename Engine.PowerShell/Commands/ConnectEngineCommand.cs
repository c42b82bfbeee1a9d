using System.Management.Automation;

namespace Engine.PowerShell.Commands;

/// <summary>Connects to an engine and makes it the one that cmdlets use from now on.</summary>
[Cmdlet(VerbsCommunications.Connect, "Engine")]
[OutputType(typeof(EngineSession))]
public sealed class ConnectEngineCommand : EngineCommand
{
    /// <summary>The engine's RPC socket: a path, or unix:// and a path. Without it, ENGINE_HOST, then /run/engine/rpc.sock.</summary>
    [Parameter(Position = 0)]
    [Alias("Path")]
    [ValidateNotNullOrEmpty]
    public string? Socket { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var address = Socket is null || Socket.Contains("://", StringComparison.Ordinal)
            ? Socket
            : SessionState.Path.GetUnresolvedProviderPathFromPSPath(Socket);
        var session = Session ?? SessionTable.Add(address);
        if (TryCall(session, session.Address, (client, token) => client.Engine.PingAsync(token)))
        {
            WriteObject(session);
        }
    }
}
