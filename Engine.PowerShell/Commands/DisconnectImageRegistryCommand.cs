using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.PowerShell.Registries;

namespace Engine.PowerShell.Commands;

/// <summary>Forgets the credentials that are kept for a registry.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "ImageRegistry", SupportsShouldProcess = true)]
public sealed class DisconnectImageRegistryCommand : EngineCommand
{
    /// <summary>The registry, host[:port]; without it docker.io.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public string Registry { get; set; } = "docker.io";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!ShouldProcess(Registry, "Log out"))
        {
            return;
        }

        try
        {
            if (!DockerConfiguration.Load().Remove(DockerConfiguration.KeyOf(Registry)))
            {
                WriteVerbose($"Nothing is kept for {Registry}");
            }
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            WriteError(EngineErrorRecord.Make(e, "CredentialsUnwritable", ErrorCategory.WriteError, Registry));
        }
    }
}
