using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.PowerShell.Registries;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Logs in to a registry and keeps the credentials where docker login does: with the helper that Docker's configuration names, or in it.</summary>
[Cmdlet(VerbsCommunications.Connect, "ImageRegistry", SupportsShouldProcess = true)]
public sealed class ConnectImageRegistryCommand : EngineCommand
{
    /// <summary>The registry, host[:port]; without it docker.io.</summary>
    [Parameter(Position = 0)]
    public string Registry { get; set; } = "docker.io";

    /// <summary>User name and password.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Credential]
    public PSCredential Credential { get; set; } = PSCredential.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var credential = new RegistryCredential { UserName = Credential.UserName, Password = Credential.GetNetworkCredential().Password };
        if (!ShouldProcess(Registry, "Log in")
            || !TryCall(Session ?? SessionTable.Default, Registry, (client, token) => client.Images.LogInAsync(Registry, credential, token), out var identityToken))
        {
            return;
        }

        try
        {
            if (DockerConfiguration.Load().Store(DockerConfiguration.KeyOf(Registry), credential with { IdentityToken = identityToken }))
            {
                WriteWarning("The credentials are kept unencrypted in Docker's configuration. A credential helper (credsStore in it) keeps them better.");
            }
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            WriteError(EngineErrorRecord.Make(e, "CredentialsUnwritable", ErrorCategory.WriteError, Registry));
        }
    }
}
